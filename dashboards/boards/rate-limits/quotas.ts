import * as units from '@grafana/grafana-foundation-sdk/units';
import { binary } from '../../../alerts/promql';
import { chosenLinks } from '../../kit/event-links';
import { bottom } from '../../kit/expressions';
import { boardLink, OF_CELL } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { bars, instant, range, share, table } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { chosen } from '../../kit/variable-names';

const TENANTS = 10;
/** Share of a quota: below a tenth a tenant is about to be turned away. */
const NEARLY_GONE = { value: 0.1, bad: 'below', warning: 0.3 } as const;

/** What is left of the quotas: who is about to be turned away. */
export function quotas({ q }: Sources): RowSpec {
  const where = { tenant: chosen('tenant'), limit: chosen('limit') } as const;
  const by = ['tenant', 'limit'] as const;
  const tenant = q.label('rate_limit.quota', 'tenant');
  const limit = q.label('rate_limit.quota', 'limit');
  const remaining = q.aggregate('min', 'rate_limit.remaining', { where, by });
  const quota = q.aggregate('max', 'rate_limit.quota', { where, by });
  const left = binary(remaining, '/', quota);
  const legend = `{{${tenant}}} {{${limit}}}`;
  return {
    id: 2,
    title: 'Quotas',
    panels: [
      bars({
        id: 201,
        title: 'Least left',
        width: 8,
        unit: units.PercentUnit,
        max: 1,
        description: {
          shows: `Share of the quota that is left in the current window, of the ${TENANTS} tenants that are nearest to a limit.`,
          bad: 'Red: the next requests of this tenant are turned away.',
          next: 'Tell the tenant before it notices; raise the limit if its use is right.',
        },
        queries: { left: instant(bottom(TENANTS, left), legend) },
        threshold: NEARLY_GONE,
        dataLinks: chosenLinks,
      }),
      share({
        id: 202,
        title: 'Left over time',
        width: 8,
        description: {
          shows: 'Share of the quota that is left, by tenant and limit. A window that ends gives it back.',
          bad: 'A saw that touches the bottom in every window.',
          next: 'Spread the requests of that tenant, or raise its limit.',
        },
        queries: { left: range(left, legend) },
        threshold: NEARLY_GONE,
        dataLinks: chosenLinks,
      }),
      table({
        id: 203,
        title: 'Quotas by tenant',
        width: 8,
        description: {
          shows: 'Requests that are left in the current window, of each tenant and limit.',
          bad: '0 while the tenant still asks.',
          next: 'Click the tenant to see it alone.',
        },
        queries: { remaining: instant(remaining) },
        columns: [
          {
            field: tenant,
            title: 'Tenant',
            links: [boardLink('This tenant alone', 'rateLimits', { tenant: OF_CELL })],
          },
          { field: limit, title: 'Limit' },
          { field: 'Value', title: 'Left', unit: units.Short, bar: true },
        ],
        dataLinks: chosenLinks,
      }),
    ],
  };
}
