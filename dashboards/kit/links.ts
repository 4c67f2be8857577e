import {
  type DashboardLink,
  DashboardLinkBuilder,
  DashboardLinkType,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type AlertName } from '../../alerts';
import { type BoardName, BOARDS, runbookUrl } from '../../instrumentation/contract';
import { type BoardContext } from './board';
import { type Link } from './panel';
import { type VariableName } from './variable-names';

/** Tag of every board of ours; the drop-down of boards lists what carries it. */
export const BOARD_TAG = 'gatewatch';

/** A link to a URL. */
export function urlLink({ title, url }: Link): Builder<DashboardLink> {
  return new DashboardLinkBuilder(title).type(DashboardLinkType.Link).url(url);
}

/** Links in a panel's corner: the runbook of its alert, and the alert's rule with its present state. */
export function alertLinks(alert: AlertName, context: BoardContext): Link[] {
  return [
    { title: `Runbook: ${alert}`, url: runbookUrl(context.runbookBaseUrl, alert) },
    { title: `Alert: ${alert}`, url: `/alerting/list?search=${encodeURIComponent(`rule:${alert}`)}` },
  ];
}

/** Drop-down of all boards; time range and variables go along. */
export function boardsLink(): Builder<DashboardLink> {
  return new DashboardLinkBuilder('Boards')
    .type(DashboardLinkType.Dashboards)
    .tags([BOARD_TAG])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(true);
}

/**
 * A link to another board in the range of this one, with environment and service as they are chosen here.
 * @param values of variables there, e.g. `{ tenant: ofSeries('tenant') }`
 */
export function boardLink(
  title: string,
  board: BoardName,
  values: Readonly<Partial<Record<VariableName, string>>> = {},
): Link {
  const given = Object.entries(values).map(([name, value]) => `var-${name}=${value}`);
  const query = [
    'from=${__from}',
    'to=${__to}',
    '${environment:queryparam}',
    '${service:queryparam}',
    ...given,
  ];
  return { title, url: `/d/${BOARDS[board].uid}?${query.join('&')}`, board };
}

/** The value of a label of the series that was clicked, for {@link boardLink}. */
export function ofSeries(label: string): string {
  return `\${__field.labels.${label}:percentencode}`;
}

/** The value of the cell that was clicked, for {@link boardLink} in a column of a table. */
export const OF_CELL = '${__value.raw:percentencode}';
