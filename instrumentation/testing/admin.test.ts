import type { MetricsSummary } from '../metrics/summary';
import type { Observability } from '../health/observability';
import { type Gateway, request, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { startTracedGateway } from './traced-gateway';

jest.setTimeout(60_000);

const TOKEN = 'canary-7d1e0a';
const HEADERS = { authorization: `Bearer ${TOKEN}` };

let collector: OtlpReceiver;
let gateway: Gateway;
beforeAll(async () => {
  collector = await startOtlpReceiver();
  // Spans wait for a minute, so that those which arrive have been asked for.
  gateway = await startTracedGateway(collector.endpoint, {
    GATEWATCH_ADMIN_TOKEN: TOKEN,
    OTEL_BSP_SCHEDULE_DELAY: '60000',
  });
});
afterAll(async () => {
  await stopGateways();
  await collector.stop();
});

const ask = (path: string, method = 'GET') =>
  request(`${gateway.adminUrl}${path}`, { method, headers: HEADERS });
const flush = async () => JSON.parse((await ask('/trace/flush', 'POST')).body) as { flushed: boolean };

/** Trace ids of the exemplars of a status code, as Prometheus would get them. */
async function exemplars(status: number): Promise<string[]> {
  const { headers, body } = await request(`${gateway.adminUrl}/metrics`, {
    headers: { accept: 'application/openmetrics-text;version=1.0.0' },
  });
  expect(headers['content-type']).toContain('application/openmetrics-text');
  return body
    .split('\n')
    .filter((line) => line.startsWith('http_server_request_duration_seconds_bucket'))
    .filter((line) => line.includes(`http_response_status_code="${status}"`))
    .flatMap((line) => / # {trace_id="(\w+)"}/.exec(line)?.[1] ?? []);
}
const sampling = async (policy: object): Promise<number> => {
  const response = await fetch(`${gateway.adminUrl}/sampling`, {
    method: 'PUT',
    headers: HEADERS,
    body: JSON.stringify(policy),
  });
  return response.status;
};

test('an exemplar points at a trace that the collector has, and only such a one', async () => {
  await request(`${gateway.url}/ok`);
  expect(await flush()).toMatchObject({ flushed: true });
  expect(collector.spans).toHaveLength(1);
  expect(await exemplars(200)).toEqual([collector.spans[0]?.traceId]);

  // The policy changes at run time: nothing is traced but what fails.
  expect(await sampling({ ratio: 0, keep: { errors: true } })).toBe(200);
  await request(`${gateway.url}/headers`);
  await request(`${gateway.url}/boom`);
  expect(await flush()).toMatchObject({ flushed: true });
  expect(collector.spans).toHaveLength(2);
  expect(await exemplars(200)).toEqual([collector.spans[0]?.traceId]);
  expect(await exemplars(503)).toEqual([collector.spans[1]?.traceId]);
});

test('summary and observability describe the running gateway, for whoever has the token', async () => {
  for (const path of ['/metrics/summary', '/observability', '/sampling']) {
    expect((await request(gateway.adminUrl + path)).status).toBe(401);
  }
  const summary = JSON.parse((await ask('/metrics/summary')).body) as MetricsSummary;
  expect(summary.requests).toMatchObject({ total: 3, inFlight: 0, byOutcome: { ok: 2, server_error: 1 } });
  expect(summary.requests.successRate).toBeCloseTo(2 / 3);

  const { body } = await ask('/observability');
  expect(body).not.toContain(TOKEN);
  const { hooks, copies } = JSON.parse(body) as Observability;
  expect(hooks.find(({ name }) => name === 'server')).toEqual({ name: 'server', installed: true });
  expect(copies).toEqual([
    expect.objectContaining({
      name: '@opentelemetry/api',
      version: expect.stringMatching(/^1\./) as string,
      isOurs: true,
    }),
  ]);
});

test('a wrong policy, a wrong method and a path that is not there change nothing', async () => {
  expect(await sampling({ ratio: 7 })).toBe(422);
  expect((await ask('/trace/flush')).status).toBe(405);
  expect((await ask('/nothing')).status).toBe(404);
  expect(JSON.parse((await ask('/sampling')).body)).toMatchObject({ ratio: 0 });
});

test('readiness tells by a real export whether the collector accepts', async () => {
  const [calls, spans] = [collector.calls, collector.spans.length];
  const { status, body } = await request(`${gateway.adminUrl}/health/ready`);
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({ status: 'ready', collector: { accepts: true } });
  expect([collector.calls, collector.spans.length]).toEqual([calls + 1, spans]);
});
