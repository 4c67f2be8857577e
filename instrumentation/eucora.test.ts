import * as functions from './eucora';
import { eucora } from './presets/eucora';
import { parseMetrics } from './testing/metrics-text';
import { startRunning, stopRunning } from './testing/running';

afterEach(stopRunning);

it('each record function fills the metrics of its name under the labels of its parameters', async () => {
  const registry = startRunning(eucora);
  functions.record_deployment('success', 'canary', 'editor', false, 90);
  functions.record_risk_score(80, true);
  functions.record_ring_promotion('lab', 'canary', 'success');
  functions.update_promotion_gate_rate('canary', 0.97);
  functions.update_circuit_breaker_state('graph', 'intune', 'open');
  functions.record_circuit_breaker_failure('graph', 'intune', 'timeout');
  functions.record_celery_task('deploy', 'failed', 3, 2);
  functions.record_celery_task('deploy', 'success', 4);
  functions.record_http_request('post', '/deployments', 503, 0.2);
  functions.record_db_query('select', 0.01);
  functions.update_connector_health('intune', true);
  functions.record_connector_operation('intune', 'deploy', 'success', 31);

  const samples = parseMetrics(await registry.render());
  const has = (name: string, labels: Readonly<Record<string, string>>): number =>
    samples.of(name, labels).reduce((sum, { value }) => sum + value, 0);
  const deployed = { status: 'success', ring: 'canary', app_name: 'editor', requires_cab: 'false' };
  expect(has('deployment_total', deployed)).toBe(1);
  expect(has('deployment_duration_seconds_sum', { ring: 'canary', status: 'success' })).toBe(90);
  expect(has('risk_score_distribution_bucket', { requires_cab: 'true', le: '75' })).toBe(0);
  expect(has('risk_score_distribution_bucket', { requires_cab: 'true', le: '90' })).toBe(1);
  const promoted = { from_ring: 'lab', to_ring: 'canary', status: 'success' };
  expect(has('ring_promotion_total', promoted)).toBe(1);
  expect(has('promotion_gate_success_rate', { ring: 'canary' })).toBe(0.97);
  const breaker = { service: 'graph', connector_type: 'intune' };
  expect(has('circuit_breaker_state', breaker)).toBe(1);
  expect(has('circuit_breaker_failures_total', { ...breaker, error_type: 'timeout' })).toBe(1);
  const task = { task_name: 'deploy' };
  expect(has('celery_task_duration_seconds_sum', { ...task, status: 'failed' })).toBe(3);
  expect(has('celery_task_duration_seconds_count', task)).toBe(2);
  expect(samples.of('celery_task_retries_total')).toMatchObject([
    { labels: { ...task, retry_number: '2' }, value: 1 },
  ]);
  const request = { method: 'POST', endpoint: '/deployments', status: '503' };
  expect(has('http_requests_total', request)).toBe(1);
  expect(has('http_request_duration_seconds_sum', request)).toBe(0.2);
  expect(has('db_query_duration_seconds_sum', { query_type: 'select' })).toBe(0.01);
  expect(has('connector_health', { connector_type: 'intune' })).toBe(1);
  const operation = { connector_type: 'intune', operation: 'deploy', status: 'success' };
  expect(has('connector_operation_duration_seconds_bucket', { ...operation, le: '30' })).toBe(0);
  expect(has('connector_operation_duration_seconds_sum', operation)).toBe(31);
  expect(samples.sum('gatewatch_internal_errors_total')).toBe(0);
});

it('leaves the counters with the suffix that every counter has', async () => {
  const page = await startRunning(eucora).render();
  const counters = [...page.matchAll(/^# TYPE (\S+) counter$/gm)].map(([, name]) => name);
  expect(counters.length).toBeGreaterThan(5);
  expect(counters.filter((name) => !name?.endsWith('_total'))).toEqual([]);
});
