import {
  type DashboardLink,
  DashboardLinkBuilder,
  DashboardLinkType,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type AlertName } from '../../alerts';
import { runbookUrl } from '../../instrumentation/contract';
import { type BoardContext } from './board';
import { type Link } from './panel';

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
