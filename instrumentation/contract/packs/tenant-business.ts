import { tenant } from '../dimensions';
import { capped, closed } from '../label';
import { counter, gauge, histogram } from '../metric';

/** How a business operation ended. */
export const OPERATION_OUTCOMES = ['success', 'failed'] as const;

/**
 * How the delivery of a webhook ended.
 * - `delivered`: the receiver accepted it
 * - `dead_lettered`: given up after the last attempt
 */
export const WEBHOOK_OUTCOMES = ['delivered', 'dead_lettered'] as const;

const operation = capped('operation_type', 30, 'Kind of operation, e.g. `create_order`.');
const outcome = closed('outcome', OPERATION_OUTCOMES, 'How the operation ended.');

/** What the business does through a multi-tenant gateway. */
export const tenantBusiness = {
  'orders.processed': counter({
    name: 'orders_processed_total',
    unit: '1',
    help: 'Orders whose processing ended, by tenant and outcome.',
    labels: { tenant, outcome },
    seriesBudget: 202,
    why: 'The figure that the business asks for first when something breaks.',
  }),
  'webhooks.deliveries': counter({
    name: 'webhook_deliveries_total',
    unit: '1',
    help: 'Webhooks whose delivery ended, by tenant and outcome; each counts once.',
    labels: { tenant, outcome: closed('outcome', WEBHOOK_OUTCOMES, 'How the delivery ended.') },
    seriesBudget: 202,
    why: 'Whether tenants get what they were promised, each webhook counted once.',
  }),
  'webhooks.attempts': counter({
    name: 'webhook_delivery_attempts_total',
    unit: '1',
    help: 'Attempts to deliver a webhook, by outcome.',
    labels: { outcome },
    seriesBudget: 2,
    why: 'A receiver that answers only at the third attempt is in trouble although every delivery succeeds.',
  }),
  'webhooks.age': histogram({
    name: 'webhook_delivery_age_seconds',
    unit: 'seconds',
    help: 'Time from the event to the accepted delivery of its webhook.',
    labels: {},
    buckets: [0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600],
    seriesBudget: 1,
    why: 'A delivery that succeeds an hour late is none for its receiver.',
  }),
  'webhooks.oldest_pending': gauge({
    name: 'webhook_oldest_pending_seconds',
    cluster: 'max',
    unit: 'seconds',
    help: 'Age of the oldest webhook that is neither delivered nor given up; 0 without one.',
    labels: {},
    seriesBudget: 1,
    why: 'A stuck queue delivers nothing, so that no delivery metric moves; its age does.',
  }),
  'tenant.requests': counter({
    name: 'tenant_requests_total',
    unit: '1',
    help: 'Requests that ended, by tenant and outcome.',
    labels: {
      tenant,
      outcome: closed('outcome', ['ok', 'client_error', 'server_error'], 'How the request ended.'),
    },
    seriesBudget: 303,
    why: 'Usage and errors per tenant without multiplying routes and status codes by tenants.',
  }),
  'tenant.operations': counter({
    name: 'tenant_operations_total',
    unit: '1',
    help: 'Business operations that ended, by tenant, kind and outcome.',
    labels: { tenant, operation, outcome },
    seriesBudget: 1000,
    why: 'Which operations each tenant uses, and which fail for it.',
  }),
  'operation.duration': histogram({
    name: 'operation_duration_seconds',
    unit: 'seconds',
    help: 'Duration of business operations, by kind and outcome.',
    labels: { operation, outcome },
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    seriesBudget: 62,
    why: 'Without the tenant: a histogram multiplies each label set by its buckets.',
  }),
} as const;
