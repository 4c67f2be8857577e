import { rangeLink } from '../range-link';

/** Where panels of this board lead. */
export const links = [
  rangeLink('Cardinality and cost', 'telemetryCost'),
  rangeLink('Alerts', 'alertEvents'),
  rangeLink('Alertmanager', 'alertmanager'),
];
