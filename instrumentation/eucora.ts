import type * as Register from './register';
import { getMeter, getTracer, record, seconds, ratio, score, telemetry } from './api';
import { HTTP_METHODS, type ValueOf } from './contract';

/**
 * The functions of Eucora's observability and metrics modules under their names, for code that is ported from there.
 * Each passes its arguments on to a helper of `telemetry`. Durations are seconds.
 */

/** Starts the preload in a process that was started without it. OTEL_SERVICE_NAME wins over `service_name`. */
export function init_tracing(service_name: string): void {
  process.env['OTEL_SERVICE_NAME'] ??= service_name;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loading it is what starts it
  require('./register') as typeof Register;
}

/** Metrics start together with traces. */
export const init_metrics = init_tracing;
export const get_tracer = getTracer;
export const get_meter = getMeter;

type Ring = ValueOf<'deployment.completed', 'ring'>;

export function record_deployment(
  status: ValueOf<'deployment.completed', 'status'>,
  ring: Ring,
  app_name: string,
  requires_cab: boolean,
  duration: number,
): void {
  const deployment = { status, ring, app: app_name, requiresCab: requires_cab };
  telemetry.deployment.completed({ ...deployment, duration: seconds(duration) });
}

export function record_risk_score(value: number, requires_cab: boolean): void {
  telemetry.deployment.riskScored({ score: score(value), requiresCab: requires_cab });
}

export function record_ring_promotion(
  from_ring: Ring,
  to_ring: Ring,
  status: ValueOf<'ring.promotions', 'status'>,
): void {
  record().counter('ring.promotions').inc({ from: from_ring, to: to_ring, status });
}

/** @param success_rate from 0 to 1 */
export function update_promotion_gate_rate(ring: Ring, success_rate: number): void {
  telemetry.deployment.gateSuccess({ ring, ratio: ratio(success_rate) });
}

export function update_circuit_breaker_state(
  service: string,
  connector_type: string,
  state: ValueOf<'breaker.state', 'state'>,
): void {
  telemetry.circuitBreaker.state({ service, component: connector_type, state });
}

export function record_circuit_breaker_failure(
  service: string,
  connector_type: string,
  error_type: string,
): void {
  telemetry.circuitBreaker.failed({ service, component: connector_type, errorType: error_type });
}

/** @param retry_count which retry this execution was; 0 for the first try */
export function record_celery_task(
  task_name: string,
  status: ValueOf<'task.duration', 'status'>,
  duration: number,
  retry_count = 0,
): void {
  telemetry.task.completed({ task: task_name, status, duration: seconds(duration) });
  if (retry_count > 0) telemetry.task.retried({ task: task_name, retryNumber: retry_count });
}

/** For requests that come another way than over HTTP of Node.js: those are counted already, and would count twice. */
export function record_http_request(
  method: string,
  endpoint: string,
  status_code: number,
  duration: number,
): void {
  const known = HTTP_METHODS.find((one) => one === String(method).toUpperCase()) ?? '_OTHER';
  const outcome = status_code >= 500 ? 'server_error' : status_code >= 400 ? 'client_error' : 'ok';
  const labels = { method: known, route: endpoint, status_code: String(status_code) };
  record()
    .counter('http.requests')
    .inc({ ...labels, outcome });
  record().histogram('http.request.duration').observe(labels, duration);
}

export function record_db_query(
  query_type: ValueOf<'db.query.duration', 'query_type'>,
  duration: number,
): void {
  telemetry.database.query({ queryType: query_type, duration: seconds(duration) });
}

export function update_connector_health(connector_type: string, is_healthy: boolean): void {
  telemetry.connector.health({ connectorType: connector_type, healthy: is_healthy });
}

export function record_connector_operation(
  connector_type: string,
  operation: string,
  status: ValueOf<'connector.operation.duration', 'status'>,
  duration: number,
): void {
  const call = { connectorType: connector_type, operation, status };
  telemetry.connector.operation({ ...call, duration: seconds(duration) });
}
