import * as units from '@grafana/grafana-foundation-sdk/units';
import { type RowSpec } from '../../kit/panel';
import { ratioOrZero } from '../../kit/ratio-or-zero';
import { RANGE_WINDOW, RATE_WINDOW } from '../../kit/scope';
import { instant, range, rate, stat, table } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { alertLinks as dataLinks } from './firing';

/** Whether escalating helps, and what people do. */
export function escalation({ everywhere: q }: Sources): RowSpec {
  const over = { window: RANGE_WINDOW } as const;
  const escalated = q.rate('operations.ended', { ...over, where: { escalated: 'yes' } });
  const taken = q.rate('operations.ended', { ...over, where: { escalated: 'yes', acknowledged: 'yes' } });
  return {
    id: 5,
    title: 'Escalation',
    panels: [
      stat({
        id: 501,
        title: 'Escalations',
        width: 5,
        height: 8,
        unit: units.Short,
        min: 0,
        description: {
          shows: 'Escalations in the range: alerts that nobody acknowledged in time, each level once.',
          bad: 'More than a few a week: whoever is first on call does not answer.',
          next: 'See Mean time to acknowledge; do messages arrive?',
        },
        queries: {
          escalations: { ...instant(q.increase('operations.escalations', over), ''), quietWhenHealthy: true },
        },
        dataLinks,
      }),
      stat({
        id: 502,
        title: 'Escalated ones that were then taken',
        width: 5,
        height: 8,
        unit: units.PercentUnit,
        description: {
          shows:
            'Of the alerts that ended after they were escalated, the share that somebody acknowledged; 0 without any.',
          bad: 'Far below 100 % while there are escalations: escalating reaches nobody.',
          next: 'Check the receivers of AlertNotAcknowledged; fewer levels that work are better than many.',
        },
        queries: { taken: { ...instant(ratioOrZero(taken, escalated), ''), quietWhenHealthy: true } },
        dataLinks,
      }),
      table({
        id: 503,
        title: 'How alerts ended',
        width: 7,
        description: {
          shows:
            'Alerts that ended in the range, by whether they were escalated and whether anybody acknowledged them.',
          bad: 'Many that ended without anybody: they cure themselves, and need not page.',
          next: 'Give those a longer duration, or make them tickets.',
        },
        queries: {
          ended: instant(q.increase('operations.ended', { ...over, by: ['escalated', 'acknowledged'] })),
        },
        columns: [
          { field: 'escalated', title: 'Escalated' },
          { field: 'acknowledged', title: 'Acknowledged' },
          { field: 'Value', title: 'Alerts', unit: units.Short },
        ],
        dataLinks,
      }),
      rate({
        id: 504,
        title: 'Actions',
        width: 7,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Calls that change something, each second, by action and by what came of them.',
          bad: 'failed, or pending that stays: Alertmanager does not do as asked.',
          next: 'See the board of Alertmanager; what is pending is done as soon as it answers.',
        },
        queries: {
          actions: range(
            q.rate('operations.actions', { by: ['action', 'outcome'], window: RATE_WINDOW }),
            '{{action}} {{outcome}}',
          ),
        },
        dataLinks,
      }),
      rate({
        id: 505,
        title: 'Denied calls and failed looks',
        width: 24,
        unit: units.EventsPerSecond,
        description: {
          shows:
            'Calls without the right token or too many, and looks at Alertmanager that failed, each second.',
          bad: 'Denied ones: somebody tries to keep alerts quiet, or a token was changed on one side. Failed looks: what this board says is old.',
          next: 'The audit log of alert operations names the caller; for failed looks see the board of Alertmanager.',
        },
        queries: {
          denied: range(q.rate('operations.denied', { window: RATE_WINDOW }), 'denied', {
            quietWhenHealthy: true,
          }),
          failed: range(
            q.rate('operations.looks', { where: { result: 'failed' }, window: RATE_WINDOW }),
            'failed looks',
            {
              quietWhenHealthy: true,
            },
          ),
        },
        dataLinks,
      }),
    ],
  };
}
