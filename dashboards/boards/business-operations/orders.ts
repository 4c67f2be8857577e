import * as units from '@grafana/grafana-foundation-sdk/units';
import { ratio } from '../../../alerts/promql';
import { WAREHOUSE_HUB } from '../../../alerts/thresholds';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { top } from '../../kit/expressions';
import { boardLink, ofSeries } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW, RATE_WINDOW as window } from '../../kit/scope';
import { bars, instant, range, rate, share, stat } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atLeast } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';

const TENANTS = 10;

/** Orders whose processing ended. */
export function orders({ q }: Sources): RowSpec {
  const where = { tenant: chosen('tenant') } as const;
  const done = { ...where, outcome: 'success' } as const;
  const tenant = q.label('orders.processed', 'tenant');
  return {
    id: 1,
    title: 'Orders',
    panels: [
      stat({
        id: 101,
        title: 'Orders of the range',
        width: 4,
        height: 8,
        unit: units.Short,
        description: {
          shows: 'Orders that were processed over the range of the board.',
          bad: 'Far fewer than in a like range before.',
          next: 'See whether they fail or do not come: the success share, then the rate.',
        },
        queries: {
          orders: instant(q.increase('orders.processed', { where: done, window: RANGE_WINDOW }), 'orders'),
        },
        dataLinks: chosenLinks,
      }),
      rate({
        id: 102,
        title: 'Orders processed',
        width: 8,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: 'Orders whose processing ended, each second, by outcome.',
          bad: 'A fall while requests come, or a growing part that failed.',
          next: 'Open failed traces; the operation on the span says which step failed.',
        },
        queries: {
          orders: range(q.rate('orders.processed', { where, by: ['outcome'], window }), '{{outcome}}'),
        },
        dataLinks: [...errorLinks, ...chosenLinks],
      }),
      share({
        id: 103,
        title: 'Order success share',
        width: 6,
        description: {
          shows: 'Share of the orders that were processed well.',
          bad: 'Below the red line, which is where errors of the API page.',
          next: 'Choose tenants one by one: one alone points to its stock or its input, all to the system.',
        },
        queries: {
          success: range(
            ratio(
              q.rate('orders.processed', { where: done, window }),
              q.rate('orders.processed', { where, window }),
            ),
            'success',
          ),
        },
        threshold: atLeast(1 - WAREHOUSE_HUB.errorRatio),
        alerts: ['HttpErrorRateHigh'],
        dataLinks: errorLinks,
      }),
      bars({
        id: 104,
        title: 'Orders by tenant',
        width: 6,
        unit: units.Short,
        description: {
          shows: `Orders of the range of the ${TENANTS} tenants with most of them.`,
          bad: 'A tenant that is missing.',
          next: 'Open the usage of that tenant.',
        },
        queries: {
          orders: instant(
            top(TENANTS, q.increase('orders.processed', { where, by: ['tenant'], window: RANGE_WINDOW })),
            `{{${tenant}}}`,
          ),
        },
        dataLinks: [
          boardLink('Usage of this tenant', 'tenantUsage', { tenant: ofSeries(tenant) }),
          ...chosenLinks,
        ],
      }),
    ],
  };
}
