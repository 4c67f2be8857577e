import * as units from '@grafana/grafana-foundation-sdk/units';
import { ratio } from '../../../alerts/promql';
import { chosenLinks } from '../../kit/event-links';
import { top } from '../../kit/expressions';
import { boardLink, OF_CELL } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW } from '../../kit/scope';
import { bars, instant, table } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { chosen } from '../../kit/variable-names';

const TENANTS = 10;
const TABLE_ROWS = 50;

/** The tenants that are chosen, one beside the other, over the range of the board. */
export function compared({ q }: Sources): RowSpec {
  const where = { tenant: chosen('tenant') } as const;
  const over = { where, by: ['tenant'], window: RANGE_WINDOW } as const;
  const tenant = q.label('tenant.requests', 'tenant');
  const requests = q.increase('tenant.requests', over);
  const failed = q.rate('tenant.requests', { ...over, where: { ...where, outcome: 'server_error' } });
  const lost = q.rate('webhooks.deliveries', { ...over, where: { ...where, outcome: 'dead_lettered' } });
  return {
    id: 1,
    title: 'Tenants compared',
    panels: [
      bars({
        id: 101,
        title: 'Requests by tenant',
        width: 6,
        height: 10,
        unit: units.Short,
        description: {
          shows: `Requests of the range of the ${TENANTS} tenants with most of them.`,
          bad: 'One tenant with most of all requests: what it does, all others feel.',
          next: 'Choose it at the top; agree on a rate with it.',
        },
        queries: { requests: instant(top(TENANTS, requests), `{{${tenant}}}`) },
        dataLinks: chosenLinks,
      }),
      table({
        id: 102,
        title: 'Usage by tenant',
        width: 18,
        height: 10,
        description: {
          shows: `Each tenant over the range of the board: requests, failed share, operations, orders, and webhooks that were given up; the ${TABLE_ROWS} with most requests. Increases are extrapolated to the ends of the range, so that they are close to a count and not equal to it.`,
          bad: 'A tenant whose requests fail while those of others do not.',
          next: 'Click the tenant: the row below then shows it alone.',
        },
        queries: {
          requests: instant(top(TABLE_ROWS, requests)),
          failed: instant(ratio(failed, q.rate('tenant.requests', over))),
          operations: instant(q.increase('tenant.operations', over)),
          orders: instant(
            q.increase('orders.processed', { ...over, where: { ...where, outcome: 'success' } }),
          ),
          lost: instant(ratio(lost, q.rate('webhooks.deliveries', over))),
        },
        idle: 'none in range',
        joinBy: tenant,
        columns: [
          {
            field: tenant,
            title: 'Tenant',
            links: [boardLink('This tenant alone', 'tenantUsage', { tenant: OF_CELL })],
          },
          { field: 'Value #requests', title: 'Requests', unit: units.Short, bar: true },
          { field: 'Value #failed', title: 'Failed share', unit: units.PercentUnit },
          { field: 'Value #operations', title: 'Operations', unit: units.Short },
          { field: 'Value #orders', title: 'Orders', unit: units.Short },
          { field: 'Value #lost', title: 'Webhooks given up', unit: units.PercentUnit },
        ],
        dataLinks: chosenLinks,
      }),
    ],
  };
}
