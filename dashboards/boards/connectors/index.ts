import * as units from '@grafana/grafana-foundation-sdk/units';
import { EUCORA } from '../../../alerts/thresholds';
import { ratio } from '../../../alerts/promql';
import { type BoardDefinition } from '../../kit/definition';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { age } from '../../kit/expressions';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { duration, heatmap, instant, range, rate, share, stat, states } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';
import { dimension } from '../../kit/variables';
import { circuitBreakers } from '../rows/circuit-breakers';

/** Each connector: whether it is there, what it does, how fast, and what its breaker thinks of it. */
export const connectors: BoardDefinition = {
  name: 'connectors',
  folder: 'gateways',
  needs: ['connector', 'circuit-breaker', 'self'],
  description: 'The connectors to the systems that carry deployments out, one by one.',
  tags: ['deployment', 'connectors'],
  scope: 'gateways',
  variables: ({ q }) => [dimension(q, 'connector', 'connector.health', 'connector_type')],
  rows: (sources) => [
    state(sources),
    operations(sources),
    circuitBreakers(sources, {
      id: 3,
      component: chosen('connector'),
      alerts: ['CircuitBreakerOpen', 'CircuitBreakerHalfOpen'],
    }),
  ],
};

const where = { connector_type: chosen('connector') } as const;
const by = ['connector_type'] as const;
const CONNECTOR = '{{connector_type}}';
/** Larger ages are those of time 0, which stands for "never". */
const LONGEST_AGE_SECONDS = 10 * 365 * 24 * 3600;

function state({ q }: Sources): RowSpec {
  const health = q.aggregate('min', 'connector.health', { where, by });
  return {
    id: 1,
    title: 'State',
    panels: [
      stat({
        id: 101,
        title: 'Health',
        width: 8,
        height: 6,
        unit: units.NoUnit,
        description: {
          shows: 'Whether each connector reaches its system now.',
          bad: 'Down: rings that need it cannot be served, and promotions to them fail.',
          next: 'See below since when; its failed operations and their traces name the cause.',
        },
        queries: { health: instant(health, CONNECTOR) },
        valueTexts: { 0: { text: 'down', color: 'red' }, 1: { text: 'healthy', color: 'green' } },
        threshold: { value: 1, bad: 'below' },
        alerts: ['ConnectorUnhealthy'],
        dataLinks: errorLinks,
      }),
      states({
        id: 102,
        title: 'Health over time',
        width: 10,
        height: 6,
        description: {
          shows: 'When each connector reached its system, and when it did not.',
          bad: 'Stripes of red: a connector that comes and goes.',
          next: 'Compare with the annotations: an alert or a deployment at the same moment is the first suspect.',
        },
        queries: { health: range(health, CONNECTOR) },
        valueTexts: { 0: { text: 'down', color: 'red' }, 1: { text: 'healthy', color: 'green' } },
        threshold: { value: 1, bad: 'below' },
        alerts: ['ConnectorUnhealthy'],
        dataLinks: errorLinks,
      }),
      stat({
        id: 103,
        title: 'Since last success',
        width: 6,
        height: 6,
        unit: units.Seconds,
        description: {
          shows: 'Time since the last operation of each connector that succeeded.',
          bad: 'Longer than deployments are apart: it may be healthy, and nothing has proven it.',
          next: 'If deployments are waiting, open the board of rings; else nothing asks for this connector.',
        },
        queries: {
          age: instant(age(q.aggregate('max', 'connector.last_success', { where, by })), CONNECTOR),
        },
        rangeText: { from: LONGEST_AGE_SECONDS, text: 'never' },
        dataLinks: [boardLink('Rings', 'rings'), ...chosenLinks],
      }),
    ],
  };
}

function operations({ q }: Sources): RowSpec {
  const metric = 'connector.operation.duration';
  const all = q.rate(metric, { where, by, window });
  const failed = q.rate(metric, { where: { ...where, status: 'failed' }, by, window });
  return {
    id: 2,
    title: 'Operations',
    panels: [
      rate({
        id: 201,
        title: 'Operations by connector',
        width: 8,
        unit: units.OpsPerSecond,
        description: {
          shows: 'Operations that ended, each second, by connector, operation and status.',
          bad: 'Failed ones; or none while deployments are queued: the breaker refuses them.',
          next: 'Open failed traces; compare with the state of the breaker.',
        },
        queries: {
          operations: range(
            q.rate(metric, { where, by: ['connector_type', 'operation', 'status'], window }),
            `${CONNECTOR} {{operation}} {{status}}`,
          ),
        },
        dataLinks: [...errorLinks, ...chosenLinks],
      }),
      share({
        id: 202,
        title: 'Failed share by connector',
        width: 8,
        description: {
          shows: 'Share of the operations of each connector that failed.',
          bad: 'Above the red line: the alert fires from there.',
          next: 'Failures by kind of error below tell a refused connection from an answer that says no.',
        },
        queries: { failed: range(ratio(failed, all), CONNECTOR, { quietWhenHealthy: true }) },
        threshold: atMost(EUCORA.connectorFailureRatio),
        alerts: ['ConnectorOperationFailures'],
        dataLinks: errorLinks,
      }),
      duration({
        id: 203,
        title: 'p95 duration by connector',
        width: 8,
        description: {
          shows: '95th percentile of the time that an operation takes, by connector and operation.',
          bad: 'Above the red line; one connector far above the others.',
          next: 'Open slow traces of the service: the span of the call names the system and its answer.',
        },
        queries: {
          p95: range(
            q.quantile(0.95, metric, { where, by: ['connector_type', 'operation'], window }),
            `${CONNECTOR} {{operation}}`,
          ),
        },
        threshold: atMost(EUCORA.connectorP95Seconds),
        alerts: ['HighConnectorLatency'],
        dataLinks: chosenLinks,
      }),
      heatmap({
        id: 204,
        title: 'Durations of operations',
        width: 24,
        unit: units.Seconds,
        description: {
          shows: 'How many operations took how long, over time.',
          bad: 'A second band far above the first: some calls hang until they time out.',
          next: 'Choose one connector at the top: the band that stays belongs to it.',
        },
        queries: { durations: range(q.buckets(metric, { where, window }), '{{le}}') },
        dataLinks: chosenLinks,
      }),
    ],
  };
}
