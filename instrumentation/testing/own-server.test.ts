import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { apiGateway } from '../presets/api-gateway';
import { startGateway, stopGateways, request, type Gateway } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

jest.setTimeout(60_000);

const TOKEN = 'canary-2b9d41';
const JSON_TYPE = 'application/json; charset=utf-8';
const CALLER = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };

/** Stand-in for the alert operations server: answers with what it was asked. */
interface Operations {
  readonly url: string;
  readonly asked: IncomingMessage[];
  answer: { status: number; body: string };
  readonly server: Server;
}

async function startOperations(): Promise<Operations> {
  const asked: IncomingMessage[] = [];
  const server = createServer((message, response) => {
    asked.push(message);
    message.resume();
    response.writeHead(operations.answer.status, { 'content-type': 'application/json' });
    response.end(operations.answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const operations = {
    url: `http://127.0.0.1:${port}/ops`,
    asked,
    answer: { status: 200, body: '{}' },
    server,
  };
  return operations;
}

let collector: OtlpReceiver;
let operations: Operations;
let gateway: Gateway;
beforeAll(async () => {
  collector = await startOtlpReceiver();
  operations = await startOperations();
  gateway = await startGateway('paths.cjs', {
    args: ['express'],
    env: {
      GATEWATCH_PRESET: 'api-gateway',
      GATEWATCH_ADMIN_TOKEN: TOKEN,
      GATEWATCH_DEBUG_ENDPOINTS: 'true',
      GATEWATCH_ALERTS_URL: operations.url,
      GATEWATCH_ALERTS_TOKEN: 'operations-token',
      GATEWATCH_BAGGAGE_KEYS: 'tenant',
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '60000',
    },
  });
});
afterAll(async () => {
  await stopGateways();
  operations.server.closeAllConnections();
  operations.server.close();
  await collector.stop();
});
beforeEach(() => {
  operations.asked.length = 0;
});

/** Asks again while the limit of requests a second says so: on a quick machine these tests are above it. */
async function ask(path: string, { method = 'GET', headers = {} as Record<string, string> } = {}) {
  const authorized = { method, headers: { authorization: `Bearer ${TOKEN}`, ...headers } };
  const answer = await until('the limit lets a request pass', async () => {
    const tried = await request(gateway.url + path, authorized);
    return tried.status !== 429 && tried;
  });
  return { ...answer, json: JSON.parse(answer.body) as Record<string, unknown> };
}

/** What every body has, for a request with this id. */
const envelope = (correlation_id: string) => ({
  timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/) as string,
  correlation_id,
  service: 'api-gateway',
});

test('all of them ask for the token, and never for nothing', async () => {
  for (const [method, path] of [
    ['GET', '/api/v1/metrics'],
    ['GET', '/api/v1/metrics/summary'],
    ['GET', '/api/v1/trace'],
    ['POST', '/api/v1/trace/flush'],
    ['GET', '/api/v1/alerts'],
    ['POST', '/api/v1/alerts/abc123/acknowledge?acknowledged_by=x'],
    ['GET', '/api/v1/observability'],
    ['POST', '/api/v1/test/alert'],
  ]) {
    const refused = await request(gateway.url + path, { method });
    expect([path, refused.status, refused.headers['www-authenticate']]).toEqual([path, 401, 'Bearer']);
  }
  expect(operations.asked).toEqual([]);
  // A route of the gateway asks for nothing.
  expect((await request(`${gateway.url}/api/v1/health`)).body).toBe('own route');
});

test('every JSON answer of the preset names its request, refusals included', async () => {
  const paths = (apiGateway.endpoints ?? []).filter(({ contentType }) => contentType === JSON_TYPE);
  expect(paths.length).toBe(10);
  for (const [index, { method, path }] of paths.entries()) {
    const id = `req-${index}`;
    const asked = path.replace('{fingerprint}', 'abc123');
    const { json, headers } = await ask(asked, { method, headers: { 'x-correlation-id': id } });
    expect([path, json]).toEqual([path, expect.objectContaining(envelope(id))]);
    expect(headers['x-correlation-id']).toBe(id);
  }
  const refused = await request(`${gateway.url}/api/v1/alerts`, { headers: { 'x-correlation-id': 'req-x' } });
  expect([refused.status, JSON.parse(refused.body)]).toEqual([
    401,
    { ...envelope('req-x'), error: 'a bearer token is needed' },
  ]);
  operations.asked.length = 0;
});

test('metrics and their summary', async () => {
  const page = await request(`${gateway.url}/api/v1/metrics`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect(page.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(page.body).toContain('http_requests_total{method="GET",endpoint="unmatched",status_code="200"} 1');
  const { json, headers, status } = await ask('/api/v1/metrics/summary', {
    headers: { 'x-correlation-id': 'req-123456' },
  });
  expect([status, headers['content-type'], headers['x-correlation-id']]).toEqual([
    200,
    JSON_TYPE,
    'req-123456',
  ]);
  expect(json).toEqual({
    ...envelope('req-123456'),
    metrics_summary: {
      total_requests: 1,
      successful_requests: 1,
      failed_requests: 0,
      success_rate: 1,
      metrics_collected: expect.any(Number) as number,
      uptime_seconds: expect.any(Number) as number,
    },
  });
});

test('the trace of a request, which continues that of its caller, and is sent when asked for', async () => {
  const { json } = await ask('/api/v1/trace', { headers: { ...CALLER, baggage: 'tenant=acme,other=x' } });
  expect(json).toEqual({
    ...envelope('0af7651916cd43dd8448eb211c80319c'),
    trace_context: {
      trace_id: '0af7651916cd43dd8448eb211c80319c',
      span_id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      baggage: { tenant: 'acme' },
    },
    tracing_config: { service_name: 'api-gateway', environment: 'production', sample_rate: 1 },
  });
  const debug = await ask('/api/v1/debug/trace-context', { headers: CALLER });
  const { trace_context, received, sent, sampled } = debug.json as {
    trace_context: { span_id: string };
    received: object;
    sent: object;
    sampled: boolean;
  };
  expect([received, sampled]).toEqual([CALLER, true]);
  expect(sent).toMatchObject({
    traceparent: `00-0af7651916cd43dd8448eb211c80319c-${trace_context.span_id}-01`,
  });

  const flushed = await ask('/api/v1/trace/flush', { method: 'POST' });
  expect(flushed.json).toEqual({
    ...envelope(flushed.headers['x-correlation-id'] as string),
    status: 'success',
    message: 'Traces flushed successfully',
  });
  const names = () => collector.spans.map(({ name }) => name);
  expect(names()).toContain('GET /api/v1/trace');
  const span = collector.spans.findLast(({ name }) => name === 'GET /api/v1/debug/trace-context');
  expect(span?.spanId).toBe(trace_context.span_id);
});

test('alerts are those of the operations server, in the envelope of the gateway', async () => {
  const alerts = [{ rule_name: 'high_error_rate', severity: 'high', status: 'firing' }];
  operations.answer = { status: 200, body: JSON.stringify({ alerts, total_count: 1 }) };
  const { json, status } = await ask('/api/v1/alerts?status=firing&severity=high', {
    headers: { 'x-correlation-id': 'req-1' },
  });
  expect(status).toBe(200);
  expect(json).toEqual({ ...envelope('req-1'), alerts, total_count: 1 });
  const [{ url, method, headers }] = operations.asked as [IncomingMessage];
  expect([method, url]).toEqual(['GET', '/ops/alerts?status=firing&severity=high']);
  expect(headers).toMatchObject({ authorization: 'Bearer operations-token', 'x-correlation-id': 'req-1' });
  expect(JSON.stringify(headers)).not.toContain(TOKEN);
});

test.each([
  [
    'POST',
    '/api/v1/alerts/abc123/acknowledge?acknowledged_by=user123',
    '/alerts/abc123/acknowledge?acknowledged_by=user123',
  ],
  [
    'POST',
    '/api/v1/alerts/abc123/suppress?duration_minutes=60',
    '/alerts/abc123/suppress?duration_minutes=60',
  ],
  ['POST', '/api/v1/test/alert?severity=warning&message=Test', '/alerts/test?severity=warning&message=Test'],
  ['GET', '/api/v1/alerts/stats', '/alerts/stats'],
])('%s %s is handed on', async (method, path, upstream) => {
  operations.answer = { status: 202, body: '{"status":"success","message":"done"}' };
  const { json, status } = await ask(path, { method });
  expect(status).toBe(202);
  expect(json).toMatchObject({ service: 'api-gateway', status: 'success', message: 'done' });
  expect(operations.asked.map(({ method, url }) => [method, url])).toEqual([[method, `/ops${upstream}`]]);
});

test('a fingerprint leads nowhere else on the operations server', async () => {
  for (const fingerprint of ['%2e%2e%2f%2e%2e', 'a%2Fb', '%00', 'a%3Fb', 'x'.repeat(200)]) {
    const { status } = await ask(`/api/v1/alerts/${fingerprint}/acknowledge`, { method: 'POST' });
    expect(status).toBe(404);
  }
  expect(operations.asked).toEqual([]);
});

test('what the operations server says wrongly, or does not say, is told', async () => {
  operations.answer = { status: 200, body: '<html>' };
  const wrong = await ask('/api/v1/alerts');
  expect([wrong.status, wrong.json['error']]).toEqual([
    502,
    'the alert operations server answers 200 without a JSON object',
  ]);
});

test('everything at once, with ours under gatewatch', async () => {
  operations.answer = { status: 200, body: '{"alert_statistics":{"active_alerts":3,"total_rules":12}}' };
  const { json, headers, body } = await ask('/api/v1/observability');
  const id = headers['x-correlation-id'] as string;
  expect(body).not.toContain(TOKEN);
  expect(body).not.toContain('operations-token');
  expect(json).toMatchObject({
    ...envelope(id),
    observability: {
      metrics: {
        status: 'active',
        summary: { total_requests: expect.any(Number) as number, success_rate: 1 },
      },
      tracing: {
        status: 'active',
        current_trace_id: id,
        service_name: 'api-gateway',
        environment: 'production',
        sample_rate: 1,
      },
      alerting: { status: 'active', statistics: { active_alerts: 3, total_rules: 12 } },
      logging: { status: 'active', service: 'api-gateway', environment: 'production', log_level: 'info' },
    },
    health: {
      overall_status: 'healthy',
      components: { metrics: 'healthy', tracing: 'healthy', alerting: 'healthy', logging: 'healthy' },
    },
    gatewatch: { service: 'api-gateway', config: { preset: 'api-gateway' } },
  });
});

test('none of all that is a request of a user, nor a call of an upstream', async () => {
  const page = await gateway.metrics();
  expect(page.sum('http_requests_total')).toBe(1);
  expect(page.sum('http_client_request_duration_seconds_count')).toBe(0);
});

test('an operations server that is away is a 503 that names it', async () => {
  operations.server.closeAllConnections();
  operations.server.close();
  const { status, json, headers } = await ask('/api/v1/alerts');
  expect([status, headers['retry-after']]).toEqual([503, '5']);
  expect(json['error']).toBe(`the alert operations server at ${operations.url} is away: ECONNREFUSED`);
  const state = await until('the state says so', async () => {
    const { json } = await ask('/api/v1/observability');
    return json['health'] as { overall_status: string; components: object };
  });
  expect(state).toMatchObject({ overall_status: 'degraded', components: { alerting: 'degraded' } });
});
