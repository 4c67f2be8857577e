import { type PackName, packs, type Preset } from '../../contract';
import * as eucoraFunctions from '../../eucora';
import { eucora } from '../../presets/eucora';
import { parseMetrics } from '../../testing/metrics-text';
import { startRunning, stopRunning } from '../../testing/running';
import { bytes, dollars, milliseconds, seconds, telemetry, timestamp } from '../index';

const ALL: Preset = { name: 'all', packs: Object.keys(packs) as PackName[], metrics: {} };
const scrape = async (registry: { render(): Promise<string> }) => parseMetrics(await registry.render());

afterEach(stopRunning);

it('records every metric that a call tells about, under the labels of the contract', async () => {
  const registry = startRunning(ALL);
  telemetry.llm.attempt({
    provider: 'openrouter',
    model: 'gpt-4',
    status: 'success',
    duration: milliseconds(1500),
    inputTokens: 100,
    outputTokens: 20,
    cost: dollars(0.5),
    tenantId: 'acme',
  });
  const samples = await scrape(registry);
  const labels = { provider: 'openrouter', model: 'gpt-4' };
  expect(samples.sum('llm_upstream_attempts_total', { ...labels, status: 'success' })).toBe(1);
  expect(samples.sum('llm_upstream_duration_seconds_sum', labels)).toBe(1.5);
  expect(samples.sum('llm_tokens_total', { ...labels, type: 'input' })).toBe(100);
  expect(samples.sum('llm_tokens_total', { ...labels, type: 'output' })).toBe(20);
  expect(samples.sum('llm_tenant_tokens_total', { tenant_id: 'acme' })).toBe(120);
  expect(samples.sum('llm_tenant_cost_dollars_total', { tenant_id: 'acme' })).toBe(0.5);
  // It was no stream and used no prompt cache.
  expect(samples.of('llm_time_to_first_token_seconds_count')).toEqual([]);
  expect(samples.of('llm_prompt_cache_tokens_total')).toEqual([]);
});

it('keeps label sets of calls apart although they share one object', async () => {
  const registry = startRunning(ALL);
  telemetry.rateLimit.limited({ tenantId: 'a', endpoint: '/x', limit: 'per_minute' });
  telemetry.rateLimit.limited({ tenantId: 'b', endpoint: '/y' });
  telemetry.rateLimit.allowed({ tenantId: 'a', endpoint: '/x', limit: 'per_minute' });
  const samples = await scrape(registry);
  expect(samples.of('gateway_rate_limit_hits_total')).toMatchObject([
    { labels: { tenant_id: 'a', endpoint: '/x' }, value: 1 },
    { labels: { tenant_id: 'b', endpoint: '/y' }, value: 1 },
  ]);
  expect(samples.of('gateway_ratelimit_decisions_total')).toMatchObject([
    { labels: { tenant_id: 'a', decision: 'limited' }, value: 1 },
    { labels: { tenant_id: 'a', decision: 'allowed' }, value: 1 },
  ]);
});

it('turns booleans and numbers into the label values of the contract', async () => {
  const registry = startRunning(eucora);
  telemetry.deployment.completed({
    status: 'rolled_back',
    ring: 'pilot',
    app: 'editor',
    requiresCab: true,
    duration: seconds(42),
  });
  telemetry.task.retried({ task: 'deploy', retryNumber: 2 });
  telemetry.connector.health({ connectorType: 'intune', healthy: true });
  const samples = await scrape(registry);
  expect(samples.of('deployment_total')).toMatchObject([
    { labels: { status: 'rolled_back', app_name: 'editor', requires_cab: 'true' }, value: 1 },
  ]);
  expect(samples.of('celery_task_retries_total')).toMatchObject([{ labels: { retry_number: '2' } }]);
  expect(samples.sum('connector_health', { connector_type: 'intune' })).toBe(1);
});

it('derives the ring before, and knows promotions that skip one', async () => {
  const registry = startRunning(ALL);
  telemetry.deployment.promoted({ ring: 'pilot', outcome: 'passed' });
  telemetry.deployment.promoted({ from: 'lab', ring: 'global', outcome: 'blocked' });
  const samples = await scrape(registry);
  const promotions = samples.of('ring_promotions_total').filter(({ value }) => value > 0);
  expect(promotions.map(({ labels }) => labels)).toEqual([
    { from_ring: 'lab', to_ring: 'global', status: 'blocked' },
    { from_ring: 'canary', to_ring: 'pilot', status: 'success' },
  ]);
});

it('follows the state of a breaker as a state set, as a number and by its transitions', async () => {
  const registry = startRunning(eucora);
  const breaker = { service: 'graph', component: 'intune' };
  for (const state of ['closed', 'open', 'half_open', 'half_open', 'closed'] as const) {
    telemetry.circuitBreaker.state({ ...breaker, state });
  }
  telemetry.circuitBreaker.state({ service: 'mail', component: 'smtp', state: 'open' });
  const samples = await scrape(registry);
  const transitions = samples
    .of('circuit_breaker_transitions_total', { service: 'graph' })
    .filter(({ value }) => value > 0);
  expect(transitions.map(({ labels, value }) => [labels['from_state'], labels['to_state'], value])).toEqual([
    ['closed', 'open', 1],
    ['open', 'half_open', 1],
    ['half_open', 'closed', 1],
  ]);
  expect(samples.sum('circuit_breaker_state', { service: 'mail' })).toBe(1);
  expect(samples.sum('circuit_breaker_state', { service: 'graph' })).toBe(0);
  expect(samples.sum('circuit_breaker_transitions_total', { service: 'mail', to_state: 'open' })).toBe(1);
});

it('notes when an operation of a connector succeeded last', async () => {
  const registry = startRunning(ALL);
  const operation = { connectorType: 'intune', operation: 'deploy', duration: seconds(2) };
  telemetry.connector.operation({ ...operation, status: 'failed' });
  expect((await scrape(registry)).of('connector_last_success_timestamp_seconds')).toEqual([]);
  const begin = Date.now() / 1000;
  telemetry.connector.operation({ ...operation, status: 'success' });
  const at = (await scrape(registry)).sum('connector_last_success_timestamp_seconds');
  expect(at).toBeGreaterThanOrEqual(begin);
  expect(at).toBeLessThanOrEqual(Date.now() / 1000);
});

it('leaves out what the preset does not expose, and the rest of the call counts', async () => {
  const registry = startRunning({ ...ALL, packs: ['tenant-business', 'self'] });
  telemetry.llm.fallback({ from: 'a', to: 'b', reason: 'timeout' });
  telemetry.circuitBreaker.state({ service: 's', component: 'c', state: 'open' });
  telemetry.order.processed({ tenantId: 'acme', outcome: 'success' });
  const samples = await scrape(registry);
  expect(samples.sum('orders_processed_total')).toBe(1);
  expect(samples.sum('gatewatch_internal_errors_total')).toBe(0);
});

it('does nothing without the preload, and finds one that starts later or anew', async () => {
  const hit = () => telemetry.idempotency.hit();
  hit();
  const first = startRunning(ALL);
  hit();
  const second = startRunning(ALL);
  hit();
  hit();
  expect((await scrape(first)).sum('gateway_idempotency_hits_total')).toBe(1);
  expect((await scrape(second)).sum('gateway_idempotency_hits_total')).toBe(2);
});

it('never throws, whatever code without types hands over', async () => {
  const registry = startRunning(ALL);
  const record = telemetry.order.processed as (input: unknown) => void;
  const unreadable = Object.defineProperty({}, 'tenantId', { get: () => JSON.parse('no JSON') as never });
  for (const input of [undefined, null, 'text', {}, { tenantId: {}, outcome: 7 }, unreadable]) {
    expect(() => record(input)).not.toThrow();
  }
  telemetry.llm.request({ model: 'm', outcome: 'success', duration: seconds(NaN) });
  const samples = await scrape(registry);
  // What cannot be read at all, and what is no number.
  expect(samples.sum('gatewatch_internal_errors_total', { where: 'api' })).toBe(2);
  expect(samples.sum('gatewatch_internal_errors_total', { where: 'metrics' })).toBe(1);
});

it.each([[undefined], [null], [{}]])('no helper throws when it is given %p', (input) => {
  startRunning(ALL);
  const { sources, ...domains } = telemetry;
  for (const helpers of [...Object.values(domains), sources]) {
    for (const record of Object.values(helpers) as ((...args: unknown[]) => unknown)[]) {
      expect(() => record(input, input, input)).not.toThrow();
    }
  }
  for (const record of Object.values(eucoraFunctions) as ((...args: unknown[]) => unknown)[]) {
    if (/^(record|update)_/.test(record.name)) expect(() => record(input)).not.toThrow();
  }
});

it('gives numbers in the units of the contract', () => {
  expect([milliseconds(250), seconds(2), bytes(3)]).toEqual([0.25, 2, 3]);
  expect([timestamp(1500), timestamp(new Date(2500))]).toEqual([1.5, 2.5]);
});
