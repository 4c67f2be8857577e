import * as units from '@grafana/grafana-foundation-sdk/units';
import { EUCORA } from '../../../alerts/thresholds';
import { ratio } from '../../../alerts/promql';
import { type BoardDefinition } from '../../kit/definition';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { top } from '../../kit/expressions';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW, RATE_WINDOW as window } from '../../kit/scope';
import { counts, instant, level, pie, range, share, table } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atLeast, atMost } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';
import { dimension } from '../../kit/variables';

const MOST_ROWS = 25;
const LINES = 10;

/** Each application: how often it is deployed, how that ends, and how risky its changes are. */
export const applications: BoardDefinition = {
  name: 'applications',
  folder: 'gateways',
  needs: ['deployment'],
  description: 'Deployments application by application, and the risk of changes.',
  tags: ['deployment', 'applications'],
  scope: 'gateways',
  variables: ({ q }) => [
    dimension(q, 'ring', 'deployment.completed', 'ring'),
    dimension(q, 'application', 'deployment.completed', 'app'),
  ],
  rows: (sources) => [deployments(sources), risk(sources)],
};

const where = { ring: chosen('ring'), app: chosen('application') } as const;

function deployments({ q }: Sources): RowSpec {
  const app = q.label('deployment.completed', 'app');
  const by = ['app'] as const;
  const not = { ...where, status: { not: 'cancelled' } } as const;
  const done = { ...where, status: 'success' } as const;
  const success = (over: string) =>
    ratio(
      q.rate('deployment.completed', { where: done, by, window: over }),
      q.rate('deployment.completed', { where: not, by, window: over }),
    );
  return {
    id: 1,
    title: 'Deployments',
    panels: [
      counts({
        id: 101,
        title: 'Deployments by application',
        width: 12,
        description: {
          shows: `Deployments that ended, of the ${LINES} busiest applications.`,
          bad: 'One application again and again: a roll-out that is retried by hand.',
          next: 'See its success share; open failed traces of the moment.',
        },
        queries: {
          ended: range(top(LINES, q.increase('deployment.completed', { where, by, window })), `{{${app}}}`),
        },
        dataLinks: [...errorLinks, ...chosenLinks],
      }),
      share({
        id: 102,
        title: 'Success share by application',
        width: 12,
        description: {
          shows:
            'Share of the deployments of each application that succeeded; what a person cancelled does not count.',
          bad: 'One application below the line while others are well: the fault is in its package.',
          next: 'Open failed traces; choose the ring at the top to see where it begins to fail.',
        },
        queries: { success: range(success(window), `{{${app}}}`) },
        threshold: atLeast(EUCORA.deploymentSuccessRatio),
        alerts: ['LowDeploymentSuccessRate'],
        dataLinks: errorLinks,
      }),
      table({
        id: 103,
        title: 'Applications',
        width: 24,
        description: {
          shows: `The ${MOST_ROWS} applications that were deployed most over the range of the board.`,
          bad: 'Many deployments and a low share of success: the application to look at first.',
          next: 'Choose it at the top: every panel then shows it alone.',
        },
        queries: {
          deployments: instant(
            top(MOST_ROWS, q.increase('deployment.completed', { where, by, window: RANGE_WINDOW })),
          ),
          success: instant(success(RANGE_WINDOW)),
          compliance: instant(q.aggregate('max', 'deployment.time_to_compliance', { where, by })),
        },
        idle: 'no deployments in range',
        joinBy: app,
        columns: [
          { field: app, title: 'Application' },
          { field: 'Value #deployments', title: 'Deployments', unit: units.Short, bar: true },
          { field: 'Value #success', title: 'Success share', unit: units.PercentUnit },
          { field: 'Value #compliance', title: 'Time to compliance', unit: units.Seconds },
        ],
        dataLinks: [boardLink('Rings', 'rings'), ...chosenLinks],
      }),
    ],
  };
}

function risk({ q }: Sources): RowSpec {
  const by = ['requires_cab'] as const;
  const score = (p: number) => q.quantile(p, 'deployment.risk_score', { by, window });
  const legend = 'needs approval: {{requires_cab}}';
  return {
    id: 2,
    title: 'Risk',
    panels: [
      level({
        id: 201,
        title: 'Risk scores',
        width: 12,
        unit: units.Short,
        max: 100,
        idle: 'no deployments in range',
        description: {
          shows: 'Median and 75th percentile of the risk scores of new deployments, 0 to 100.',
          bad: 'The 75th percentile above the line: changes get larger, or checks weaker.',
          next: 'See which applications ask for approval; smaller changes have lower scores.',
        },
        queries: {
          p50: range(score(0.5), `${legend} p50`),
          p75: range(score(0.75), `${legend} p75`),
        },
        threshold: atMost(EUCORA.riskScoreP75),
        alerts: ['HighRiskScoreDistribution'],
        dataLinks: chosenLinks,
      }),
      pie({
        id: 202,
        title: 'Deployments that need approval',
        width: 6,
        unit: units.Short,
        description: {
          shows: 'Deployments of the range by whether the change advisory board had to approve.',
          bad: 'Most of them: the board becomes the bottleneck.',
          next: 'See Pending approvals on the board of rings.',
        },
        queries: {
          cab: instant(q.increase('deployment.risk_score', { by, window: RANGE_WINDOW }), legend),
        },
        dataLinks: [boardLink('Rings', 'rings'), ...chosenLinks],
      }),
      pie({
        id: 203,
        title: 'How deployments ended',
        width: 6,
        unit: units.Short,
        description: {
          shows: 'Deployments of the range by how they ended.',
          bad: 'A visible part that failed or was rolled back.',
          next: 'The table above names the applications.',
        },
        queries: {
          status: instant(
            q.increase('deployment.completed', { where, by: ['status'], window: RANGE_WINDOW }),
            '{{status}}',
          ),
        },
        dataLinks: [boardLink('Rings', 'rings'), ...errorLinks],
      }),
    ],
  };
}
