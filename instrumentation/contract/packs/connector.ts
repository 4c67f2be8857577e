import { capped, closed } from '../label';
import { gauge, histogram } from '../metric';

/** How an operation of a connector ended. */
export const CONNECTOR_STATUSES = ['success', 'failed'] as const;

const connectorType = capped('connector_type', 20, 'Kind of connector, e.g. `intune`.');

/** Connectors to the systems that carry out deployments. */
export const connector = {
  'connector.health': gauge({
    name: 'connector_health',
    cluster: 'max',
    unit: '1',
    help: '1 while a connector reaches its system, else 0.',
    labels: { connector_type: connectorType },
    seriesBudget: 21,
    why: 'Without its connector a ring cannot be served at all.',
  }),
  'connector.operation.duration': histogram({
    name: 'connector_operation_duration_seconds',
    unit: 'seconds',
    help: 'Duration of operations through a connector, by connector, operation and status.',
    labels: {
      connector_type: connectorType,
      operation: capped('operation', 10, 'Operation, e.g. `deploy`.'),
      status: closed('status', CONNECTOR_STATUSES, 'How the operation ended.'),
    },
    buckets: [0.1, 0.5, 1, 5, 10, 30, 60, 300],
    seriesBudget: 200,
    why: 'Tells a slow external system from a slow control plane, and how often it fails.',
  }),
  'connector.last_success': gauge({
    name: 'connector_last_success_timestamp_seconds',
    cluster: 'max',
    unit: 'timestamp',
    help: 'Unix time of the last operation of a connector that succeeded; 0 before the first.',
    labels: { connector_type: connectorType },
    seriesBudget: 21,
    why: 'A connector that nobody uses stays healthy; the age of its last success says that nothing has proven it.',
  }),
} as const;
