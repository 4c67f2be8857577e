import { DEAD_MANS_SWITCH } from '../../../alerts';
import { type Expression } from '../../../alerts/promql';
import { type BoardContext } from '../../kit/board';
import { OF_CELL } from '../../kit/links';
import { type Link } from '../../kit/panel';
import { type Sources } from '../../kit/sources';
import { rangeLink, serviceBoardLink } from '../stack/range-link';

/** Alerts that somebody can act on: the Watchdog fires all the time. */
export const ACTED_ON = { alertstate: 'firing', alertname: { not: DEAD_MANS_SWITCH } } as const;

/** 1 series without labels while Prometheus is there: what "no alert" is told from "no data" by. */
export function present({ everywhere }: Pick<Sources, 'everywhere'>): Expression {
  return everywhere.aggregate('max', 'prometheus.config.reloaded');
}

/** Where panels about alerts of a service lead. */
export const serviceLinks: readonly Link[] = [
  serviceBoardLink('Overview of ${__field.labels.service}', 'gatewayOverview'),
  serviceBoardLink('Objectives of ${__field.labels.service}', 'objectives'),
];

/** Where panels about all alerts lead. */
export const alertLinks: readonly Link[] = [
  rangeLink('Alertmanager', 'alertmanager'),
  rangeLink('Prometheus', 'prometheus'),
];

/** The runbook of the alert of the series that was clicked. */
export function runbookOfSeries({ runbookBaseUrl }: BoardContext): Link {
  return {
    title: 'Runbook of ${__field.labels.alertname}',
    url: `${runbookBaseUrl}/\${__field.labels.alertname}.md?from=\${__from}&to=\${__to}`,
  };
}

/** The runbook of the alert in the cell that was clicked. */
export function runbookOfCell({ runbookBaseUrl }: BoardContext): Link {
  return { title: 'Runbook', url: `${runbookBaseUrl}/${OF_CELL}.md` };
}
