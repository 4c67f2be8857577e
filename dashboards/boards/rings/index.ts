import * as units from '@grafana/grafana-foundation-sdk/units';
import { EUCORA } from '../../../alerts/thresholds';
import { ratio } from '../../../alerts/promql';
import { type BoardDefinition } from '../../kit/definition';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { boardLink, ofSeries } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW, RATE_WINDOW as window } from '../../kit/scope';
import { bars, counts, duration, instant, level, range, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atLeast, atMost } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';
import { dimension } from '../../kit/variables';

/** Each ring: what is deployed to it, what passes its gate, and what waits in front of it. */
export const rings: BoardDefinition = {
  name: 'rings',
  folder: 'gateways',
  needs: ['deployment'],
  description: 'Roll-outs ring by ring: deployments, promotions, gates and approvals.',
  tags: ['deployment', 'rings'],
  scope: 'gateways',
  variables: ({ q }) => [dimension(q, 'ring', 'deployment.completed', 'ring')],
  rows: (sources) => [deployments(sources), promotions(sources)],
};

const where = { ring: chosen('ring') } as const;
const by = ['ring'] as const;

function deployments({ q }: Sources): RowSpec {
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

function promotions({ q }: Sources): RowSpec {
  const from = q.label('ring.promotions', 'from');
  const to = q.label('ring.promotions', 'to');
  const evaluated = { where, by, window } as const;
  const passed = { ...evaluated, where: { ...where, result: 'passed' } } as const;
  return {
    id: 2,
    title: 'Gates, promotions and approvals',
    panels: [
      counts({
        id: 201,
        title: 'Promotions',
        width: 12,
        description: {
          shows: 'Attempts to promote, by ring left, ring entered and how they ended.',
          bad: 'Blocked: a gate did not pass. Failed: the connector was not healthy.',
          next: 'For blocked ones see Gate success below, for failed ones the board of connectors.',
        },
        queries: {
          promotions: range(
            q.increase('ring.promotions', {
              where: { from: chosen('ring') },
              by: ['from', 'to', 'status'],
              window,
            }),
            `{{${from}}} to {{${to}}} {{status}}`,
          ),
        },
        dataLinks: [boardLink('Connectors', 'connectors'), ...errorLinks],
      }),
      share({
        id: 202,
        title: 'Gate success',
        width: 12,
        description: {
          shows:
            'Share of gate evaluations that passed: as the control plane counts it since it began, and over the last moments.',
          bad: 'Below the line: roll-outs stop behind this ring.',
          next: 'Look for devices that are unhealthy after the deployment of the application that stopped.',
        },
        queries: {
          gauge: range(
            q.aggregate('min', 'promotion.gate.success_ratio', { where, by }),
            '{{ring}} since the start',
          ),
          recent: range(
            ratio(
              q.rate('promotion.gate.evaluations', passed),
              q.rate('promotion.gate.evaluations', evaluated),
            ),
            '{{ring}} now',
          ),
        },
        threshold: atLeast(EUCORA.gateSuccessRatio),
        alerts: ['LowPromotionGateSuccessRate'],
        dataLinks: chosenLinks,
      }),
      bars({
        id: 203,
        title: 'Pending approvals',
        width: 12,
        unit: units.Short,
        description: {
          shows: 'Deployments that wait for approval now, by ring.',
          bad: 'Above the line: a backlog, for which the alert fires.',
          next: 'Ask the change advisory board; a rising risk score of changes makes more of them wait.',
        },
        queries: {
          pending: instant(q.aggregate('max', 'deployment.approvals.pending', { where, by }), '{{ring}}'),
        },
        threshold: atMost(EUCORA.pendingApprovals),
        alerts: ['DeploymentApprovalBacklog'],
        dataLinks: [
          boardLink('Risk and applications', 'applications', { ring: ofSeries('ring') }),
          ...chosenLinks,
        ],
      }),
      bars({
        id: 204,
        title: 'Decisions of the change advisory board',
        width: 12,
        unit: units.Short,
        description: {
          shows: 'Decisions over the range of the board, by what was decided.',
          bad: 'So many approvals a day that nobody can have looked at them.',
          next: 'Raise the bound from which a change needs approval, or make changes smaller.',
        },
        queries: {
          decisions: instant(
            q.increase('deployment.cab_decisions', { by: ['decision'], window: RANGE_WINDOW }),
            '{{decision}}',
          ),
        },
        alerts: ['ExcessiveCABApprovals'],
        dataLinks: chosenLinks,
      }),
    ],
  };
}
