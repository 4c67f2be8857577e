import * as units from '@grafana/grafana-foundation-sdk/units';
import { EUCORA } from '../../../alerts/thresholds';
import { ratio } from '../../../alerts/promql';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { counts, duration, level, range, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atLeast, atMost } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';

const where = { ring: chosen('ring') } as const;
const by = ['ring'] as const;

/** Deployments to each ring: how many, how they end, how long they take. */
export function deployments({ q }: Sources): RowSpec {
  const over = { where, by, window } as const;
  const ended = q.rate('deployment.completed', {
    ...over,
    where: { ...where, status: { not: 'cancelled' } },
  });
  const succeeded = q.rate('deployment.completed', { ...over, where: { ...where, status: 'success' } });
  return {
    id: 1,
    title: 'Deployments',
    panels: [
      counts({
        id: 101,
        title: 'Deployments by ring',
        width: 12,
        description: {
          shows: 'Deployments that ended, by ring and how they ended.',
          bad: 'Failed or rolled back ones in a late ring: the gates before it should have stopped them.',
          next: 'Open the board of applications for the one that failed; then failed traces.',
        },
        queries: {
          ended: range(
            q.increase('deployment.completed', { where, by: ['ring', 'status'], window }),
            '{{ring}} {{status}}',
          ),
        },
        dataLinks: [boardLink('Applications', 'applications'), ...errorLinks],
      }),
      share({
        id: 102,
        title: 'Success share by ring',
        width: 12,
        description: {
          shows:
            'Share of the deployments in each ring that succeeded; what a person cancelled does not count.',
          bad: 'Below the line: the alert fires from there.',
          next: 'See which application fails on the board of applications; a connector that is down fails all of them.',
        },
        queries: { success: range(ratio(succeeded, ended), '{{ring}}') },
        threshold: atLeast(EUCORA.deploymentSuccessRatio),
        alerts: ['LowDeploymentSuccessRate'],
        dataLinks: [boardLink('Connectors', 'connectors'), ...errorLinks],
      }),
      duration({
        id: 103,
        title: 'Deployment duration by ring',
        width: 12,
        description: {
          shows: 'Median and 95th percentile of the time that a deployment takes, by ring.',
          bad: 'Above the red line, or from ring to ring longer than devices explain.',
          next: 'Compare with p95 duration on the board of connectors.',
        },
        queries: {
          p50: range(q.quantile(0.5, 'deployment.duration', over), '{{ring}} p50'),
          p95: range(q.quantile(0.95, 'deployment.duration', over), '{{ring}} p95'),
        },
        threshold: atMost(EUCORA.deploymentP95Seconds),
        alerts: ['HighDeploymentLatency'],
        dataLinks: [boardLink('Connectors', 'connectors'), ...chosenLinks],
      }),
      level({
        id: 104,
        title: 'Time to compliance',
        width: 12,
        unit: units.Seconds,
        description: {
          shows:
            'Time from the intent to compliance of the latest deployment, approval and queue included, by ring.',
          bad: 'Far above the duration of deployments: they wait for approval, or in the queue.',
          next: 'See Pending approvals below; if nobody waits there, the queue of tasks is long.',
        },
        queries: {
          time: range(q.aggregate('max', 'deployment.time_to_compliance', { where, by }), '{{ring}}'),
        },
        dataLinks: chosenLinks,
      }),
    ],
  };
}
