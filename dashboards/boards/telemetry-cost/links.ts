import { rangeLink, serviceBoardLink } from '../stack/range-link';

/** Where panels about the stack lead. */
export const stackLinks = [rangeLink('Prometheus', 'prometheus'), rangeLink('Collector', 'collector')];

/** Where panels lead whose series are about one service. */
export const serviceLinks = [
  serviceBoardLink('Overview of ${__field.labels.service}', 'gatewayOverview'),
  serviceBoardLink('Routes of ${__field.labels.service}', 'routes'),
];
