import { HOUR, MINUTE } from '../duration';
import { percent, quantileAbove, shareAbove } from '../conditions';
import { binary } from '../promql';
import { alertPack } from '../rule';
import { EUCORA } from '../thresholds/eucora';
import { SERVICE, SERVICE_TEXT } from './targets';

const WINDOW = 5 * MINUTE;
const TREND = 1 * HOUR;
const CONNECTOR = ['service', 'environment', 'connector_type'] as const;
const CONNECTOR_TEXT = `connector {{ $labels.connector_type }} of ${SERVICE_TEXT}`;

/** Background tasks and the connectors that carry deployments out. */
export const work = alertPack({
  name: 'eucora.work',
  byPreset: true,
  reads: ['tasks', 'connector'],
  alerts: {
    // EU-R-08
    HighTaskFailureRate: {
      severity: 'warning',
      labels: { rule_name: 'HighTaskFailureRate' },
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        const failed = { ...over, where: { status: { not: 'success' } } } as const;
        return shareAbove(
          {
            part: q.rate('task.duration', failed),
            whole: q.rate('task.duration', over),
            count: q.increase('task.duration', failed),
          },
          EUCORA.taskFailureRatio,
          EUCORA.minFailed,
        );
      },
      for: 2 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Too many tasks fail.',
      description: ({ window }) =>
        `{{ $value | humanizePercentage }} of the tasks of ${SERVICE_TEXT} failed or timed out over the last ` +
        `${window(WINDOW)}; more than ${percent(EUCORA.taskFailureRatio)} is too much.`,
      board: 'eucoraOperations',
    },
    // EU-R-09
    TaskExecutionTimeoutTrend: {
      severity: 'warning',
      labels: { rule_name: 'TaskExecutionTimeoutTrend' },
      condition: ({ q, window }) =>
        binary(
          q.increase('task.duration', {
            where: { status: 'timeout' },
            by: SERVICE,
            window: window(TREND),
          }),
          '>',
          EUCORA.taskTimeoutsPerHour,
        ),
      for: 1 * MINUTE,
      summary: 'Tasks time out again and again.',
      description: ({ window }) =>
        `{{ $value | humanize }} tasks of ${SERVICE_TEXT} timed out over the last ${window(TREND)}; more than ` +
        `${EUCORA.taskTimeoutsPerHour} is a trend.`,
      board: 'eucoraOperations',
    },
    // EU-R-12
    ConnectorUnhealthy: {
      severity: 'critical',
      labels: { rule_name: 'ConnectorUnhealthy' },
      condition: ({ q }) => binary(q.aggregate('min', 'connector.health', { by: CONNECTOR }), '==', 0),
      for: 1 * MINUTE,
      summary: 'A connector does not reach its system.',
      description: () =>
        `The ${CONNECTOR_TEXT} does not reach its system: nothing that it carries out can be deployed.`,
      board: 'connectors',
      boardVariables: { service: 'service', connector: 'connector_type' },
    },
    // EU-R-13
    HighConnectorLatency: {
      severity: 'warning',
      labels: { rule_name: 'HighConnectorLatency' },
      condition: ({ q, window }) => {
        const over = { by: CONNECTOR, window: window(WINDOW) };
        return quantileAbove(
          q.quantile(0.95, 'connector.operation.duration', over),
          EUCORA.connectorP95Seconds,
          q.increaseAbove(EUCORA.connectorP95Seconds, 'connector.operation.duration', over),
          EUCORA.minSlow,
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Operations through a connector are slow.',
      description: ({ window }) =>
        `One in twenty operations of the ${CONNECTOR_TEXT} took {{ $value | humanizeDuration }} or longer over the last ` +
        `${window(WINDOW)}; the bound is ${EUCORA.connectorP95Seconds} s.`,
      board: 'connectors',
      boardVariables: { service: 'service', connector: 'connector_type' },
    },
    // EU-R-14
    ConnectorOperationFailures: {
      severity: 'warning',
      labels: { rule_name: 'ConnectorOperationFailures' },
      condition: ({ q, window }) => {
        const over = { by: CONNECTOR, window: window(WINDOW) };
        const failed = { ...over, where: { status: 'failed' } } as const;
        return shareAbove(
          {
            part: q.rate('connector.operation.duration', failed),
            whole: q.rate('connector.operation.duration', over),
            count: q.increase('connector.operation.duration', failed),
          },
          EUCORA.connectorFailureRatio,
          EUCORA.minFailed,
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Operations through a connector fail.',
      description: ({ window }) =>
        `{{ $value | humanizePercentage }} of the operations of the ${CONNECTOR_TEXT} failed over the last ` +
        `${window(WINDOW)}; more than ${percent(EUCORA.connectorFailureRatio)} is too much.`,
      board: 'connectors',
      boardVariables: { service: 'service', connector: 'connector_type' },
    },
  },
});
