import { rangeLink } from '../range-link';

/** Where panels of this board lead. */
export const links = [
  rangeLink('Tempo', 'tempo'),
  rangeLink('Loki', 'loki'),
  rangeLink('Overview', 'gatewayOverview'),
];
