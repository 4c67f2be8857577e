import * as units from '@grafana/grafana-foundation-sdk/units';
import { EUCORA } from '../../../alerts/thresholds';
import { ratio } from '../../../alerts/promql';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { times } from '../../kit/expressions';
import { boardLink, ofSeries } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { duration, instant, range, rate, share, stat } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';

const SECONDS_A_MINUTE = 60;

/** Deployments and the connectors that carry them out. */
export function rollOuts({ q }: Sources): RowSpec {
  const where = { ring: chosen('ring') } as const;
  const byRing = { where, by: ['ring'], window } as const;
  // What a person cancelled neither succeeded nor failed.
  const ended = q.rate('deployment.completed', {
    ...byRing,
    where: { ...where, status: { not: 'cancelled' } },
  });
  const succeeded = q.rate('deployment.completed', { ...byRing, where: { ...where, status: 'success' } });
  const ofRing = { where: { from: chosen('ring') }, by: ['from'], window } as const;
  const promoted = { ...ofRing, where: { ...ofRing.where, status: 'success' } } as const;
  const ringLinks = [boardLink('This ring', 'rings', { ring: ofSeries('ring') }), ...chosenLinks];
  return {
    id: 1,
    title: 'Roll-outs',
    panels: [
      rate({
        id: 101,
        title: 'Deployment Rate',
        width: 8,
        unit: units.OpsPerMinute,
        stacked: true,
        description: {
          shows: 'Deployments that ended, each minute, by how they ended.',
          bad: 'A growing part that failed or was rolled back, or none at all while changes are waiting.',
          next: 'Open the board of rings for the ring that fails; if nothing ends, look at pending approvals there and at Celery Task Execution Time.',
        },
        queries: {
          ended: range(
            times(q.rate('deployment.completed', { where, by: ['status'], window }), SECONDS_A_MINUTE),
            '{{status}}',
          ),
        },
        dataLinks: [boardLink('Rings', 'rings'), boardLink('Applications', 'applications'), ...chosenLinks],
      }),
      stat({
        id: 102,
        title: 'Connector Health Status',
        width: 8,
        height: 8,
        unit: units.NoUnit,
        description: {
          shows: 'Whether each connector reaches the system that it deploys to.',
          bad: 'A connector that is down: rings that need it cannot be served.',
          next: 'Open the board of this connector: its operations and its breaker say since when and how it fails.',
        },
        queries: {
          health: instant(
            q.aggregate('min', 'connector.health', { by: ['connector_type'] }),
            '{{connector_type}}',
          ),
        },
        valueTexts: { 0: { text: 'down', color: 'red' }, 1: { text: 'healthy', color: 'green' } },
        // A process that sees it down while another does not gives no number between: yellow is for averages of these.
        threshold: { value: 0.5, bad: 'below', warning: 1 },
        alerts: ['ConnectorUnhealthy'],
        dataLinks: [
          boardLink('This connector', 'connectors', { connector: ofSeries('connector_type') }),
          ...errorLinks,
        ],
      }),
      share({
        id: 103,
        title: 'Deployment & Promotion Success Rates',
        width: 8,
        description: {
          shows:
            'Share of deployments in a ring, and of promotions out of it, that succeeded. What a person cancelled does not count.',
          bad: 'Below the dashed lines: yellow under what deployments, red under what gates have to reach.',
          next: 'Open the ring; blocked promotions point to its gate, failed ones to a connector.',
        },
        queries: {
          deployments: range(ratio(succeeded, ended), '{{ring}} deployments'),
          promotions: range(
            ratio(q.rate('ring.promotions', promoted), q.rate('ring.promotions', ofRing)),
            `{{${q.label('ring.promotions', 'from')}}} promotions`,
          ),
        },
        threshold: {
          value: EUCORA.gateSuccessRatio,
          bad: 'below',
          warning: EUCORA.deploymentSuccessRatio,
        },
        alerts: ['LowDeploymentSuccessRate', 'LowPromotionGateSuccessRate'],
        dataLinks: ringLinks,
      }),
      duration({
        id: 104,
        title: 'Deployment Duration Percentiles',
        width: 12,
        description: {
          shows: '95th and 99th percentile of the time that a deployment takes, by ring.',
          bad: 'Above the red line; a ring that takes longer than the one before it.',
          next: 'Compare with the operations of connectors: a slow system makes every ring slow, a slow ring has more devices.',
        },
        queries: {
          p95: range(q.quantile(0.95, 'deployment.duration', byRing), '{{ring}} p95'),
          p99: range(q.quantile(0.99, 'deployment.duration', byRing), '{{ring}} p99'),
        },
        threshold: atMost(EUCORA.deploymentP95Seconds),
        alerts: ['HighDeploymentLatency'],
        dataLinks: ringLinks,
      }),
    ],
  };
}
