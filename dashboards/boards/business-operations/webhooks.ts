import * as units from '@grafana/grafana-foundation-sdk/units';
import { ratio } from '../../../alerts/promql';
import { WAREHOUSE_HUB } from '../../../alerts/thresholds';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { heatmap, level, range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';

/** Webhooks: whether they arrive, how soon, and what waits. */
export function webhooks({ q }: Sources): RowSpec {
  const where = { tenant: chosen('tenant') } as const;
  const by = ['tenant'] as const;
  const lost = { ...where, outcome: 'dead_lettered' } as const;
  const tenant = `{{${q.label('webhooks.deliveries', 'tenant')}}}`;
  return {
    id: 2,
    title: 'Webhooks',
    panels: [
      rate({
        id: 201,
        title: 'Webhooks delivered',
        width: 8,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows:
            'Webhooks whose delivery ended, each second, by outcome; each counts once, however many attempts it took.',
          bad: 'Any that is dead-lettered: its receiver will never hear of the event.',
          next: 'See which tenant it is, to the right; ask it about its receiver.',
        },
        queries: {
          deliveries: range(q.rate('webhooks.deliveries', { where, by: ['outcome'], window }), '{{outcome}}'),
        },
        dataLinks: [...errorLinks, ...chosenLinks],
      }),
      share({
        id: 202,
        title: 'Given up by tenant',
        width: 8,
        description: {
          shows: 'Share of the webhooks of each tenant that were given up.',
          bad: 'Above the red line: the alert fires from there.',
          next: 'Ask the tenant about its receiver; send the dead letters again once it answers.',
        },
        queries: {
          lost: range(
            ratio(
              q.rate('webhooks.deliveries', { where: lost, by, window }),
              q.rate('webhooks.deliveries', { where, by, window }),
            ),
            tenant,
            { quietWhenHealthy: true },
          ),
        },
        threshold: atMost(WAREHOUSE_HUB.deadLetterRatio),
        alerts: ['WebhookDeliveriesFailing'],
        dataLinks: errorLinks,
      }),
      rate({
        id: 203,
        title: 'Attempts',
        width: 8,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: 'Attempts to deliver, each second, by outcome.',
          bad: 'Many that fail although every delivery succeeds in the end: a receiver is in trouble.',
          next: 'Open failed traces: the span of the call names the receiver.',
        },
        queries: {
          attempts: range(q.rate('webhooks.attempts', { by: ['outcome'], window }), '{{outcome}}'),
        },
        dataLinks: [...errorLinks, ...chosenLinks],
      }),
      level({
        id: 204,
        title: 'Oldest waiting webhook',
        width: 8,
        unit: units.Seconds,
        description: {
          shows: 'Age of the oldest webhook that is neither delivered nor given up; 0 without one.',
          bad: 'A line that rises with the clock: the queue is stuck, and no other metric moves.',
          next: 'Look at the logs of the sender; restart it if it hangs.',
        },
        queries: { age: range(q.aggregate('max', 'webhooks.oldest_pending'), 'oldest') },
        alerts: ['WebhookFreshnessBudgetBurnFast'],
        dataLinks: chosenLinks,
      }),
      heatmap({
        id: 205,
        title: 'Age at delivery',
        width: 16,
        unit: units.Seconds,
        description: {
          shows: 'How old webhooks were when their receivers accepted them, over time.',
          bad: 'A second band at the time between attempts: receivers take only the second try.',
          next: 'Compare with Attempts.',
        },
        queries: { age: range(q.buckets('webhooks.age', { window }), '{{le}}') },
        dataLinks: chosenLinks,
      }),
    ],
  };
}
