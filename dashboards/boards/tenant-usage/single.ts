import * as units from '@grafana/grafana-foundation-sdk/units';
import { ratio } from '../../../alerts/promql';
import { WAREHOUSE_HUB } from '../../../alerts/thresholds';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';

/** What the chosen tenants do over time. */
export function single({ q }: Sources): RowSpec {
  const where = { tenant: chosen('tenant') } as const;
  const tenant = `{{${q.label('tenant.requests', 'tenant')}}}`;
  const kind = `{{${q.label('tenant.operations', 'operation')}}}`;
  const by = ['tenant'] as const;
  const failed = q.rate('tenant.requests', { where: { ...where, outcome: 'server_error' }, by, window });
  const business = boardLink('Orders and webhooks', 'businessOperations');
  return {
    id: 2,
    title: 'Over time',
    panels: [
      rate({
        id: 201,
        title: 'Requests',
        width: 8,
        description: {
          shows: 'Requests that ended, each second, by tenant and outcome.',
          bad: 'Client errors that jump: the tenant changed its client. A fall to 0: it cannot reach you.',
          next: 'Open traces of the service: the tenant is on their spans as tenant_id.',
        },
        queries: {
          requests: range(
            q.rate('tenant.requests', { where, by: ['tenant', 'outcome'], window }),
            `${tenant} {{outcome}}`,
          ),
        },
        dataLinks: chosenLinks,
      }),
      share({
        id: 202,
        title: 'Failed share of requests',
        width: 8,
        description: {
          shows: 'Share of the requests of each tenant that the system failed.',
          bad: 'One tenant above the red line while the system as a whole is below: it is the data of this tenant.',
          next: 'Open failed traces; compare the kinds of operations.',
        },
        queries: {
          failed: range(ratio(failed, q.rate('tenant.requests', { where, by, window })), tenant, {
            quietWhenHealthy: true,
          }),
        },
        threshold: atMost(WAREHOUSE_HUB.errorRatio),
        dataLinks: errorLinks,
      }),
      rate({
        id: 203,
        title: 'Operations',
        width: 8,
        unit: units.OpsPerSecond,
        stacked: true,
        description: {
          shows: 'Business operations that ended, each second, by tenant and kind.',
          bad: 'An operation that a tenant repeats again and again: it does not accept the answer.',
          next: 'See which of them fail on the board of the business.',
        },
        queries: {
          operations: range(
            q.rate('tenant.operations', { where, by: ['tenant', 'operation'], window }),
            `${tenant} ${kind}`,
          ),
        },
        dataLinks: [business, ...chosenLinks],
      }),
      rate({
        id: 204,
        title: 'Orders',
        width: 12,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: 'Orders whose processing ended, each second, by tenant and outcome.',
          bad: 'Orders of one tenant that fail.',
          next: 'Open failed traces of the moment.',
        },
        queries: {
          orders: range(
            q.rate('orders.processed', { where, by: ['tenant', 'outcome'], window }),
            `${tenant} {{outcome}}`,
          ),
        },
        dataLinks: [business, ...errorLinks],
      }),
      rate({
        id: 205,
        title: 'Webhooks',
        width: 12,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: 'Webhooks whose delivery ended, each second, by tenant and outcome.',
          bad: 'Dead-lettered ones: the receiver of that tenant does not answer.',
          next: 'Ask the tenant about its receiver.',
        },
        queries: {
          webhooks: range(
            q.rate('webhooks.deliveries', { where, by: ['tenant', 'outcome'], window }),
            `${tenant} {{outcome}}`,
          ),
        },
        alerts: ['WebhookDeliveriesFailing'],
        dataLinks: [business, ...errorLinks],
      }),
    ],
  };
}
