import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { leasePorts } from '../../../local/ports';
import { locateTool } from '../../../tools';
import { type HostPort, hostPort } from '../../model/address';
import { toYaml } from '../../render/yaml';
import { type Started, startUntilReady } from '../../testing/process';
import { modelOf, type Scratch, scratch } from '../../testing/stacks';
import { lokiArgs, lokiConfig, LOKI_READY_PATH } from '../loki/config';
import { TEMPO_READY_PATH, tempoArgs, tempoConfig } from '../tempo/config';
import { COLLECTOR_HEALTH_PATH, collectorArgs, collectorConfig } from './config';

/** The real collector between a sender and the real Tempo and Loki. */
jest.setTimeout(120_000);

const NAMES = [
  'otlp-grpc',
  'otlp-http',
  'span-metrics',
  'metrics',
  'health',
  'tempo',
  'tempo-grpc',
  'tempo-otlp-grpc',
  'tempo-otlp-http',
  'loki',
  'loki-grpc',
] as const;

let folder: Scratch;
let lease: Awaited<ReturnType<typeof leasePorts<(typeof NAMES)[number]>>>;
const running: Started[] = [];
const at = (name: (typeof NAMES)[number]): HostPort => hostPort('127.0.0.1', lease.ports[name]);

beforeAll(async () => {
  folder = scratch();
  lease = await leasePorts(NAMES);
  const { settings } = modelOf('dev');
  const start = async (
    tool: 'tempo' | 'loki' | 'otelcol',
    args: (f: { config: string }) => string[],
    config: object,
    ready: string,
  ) => {
    const file = folder.write(`${tool}.yaml`, toYaml(config));
    running.push(await startUntilReady(locateTool(tool), args({ config: file }), `http://${ready}`));
  };
  await start(
    'tempo',
    tempoArgs,
    tempoConfig(
      settings.tempo,
      {
        http: at('tempo'),
        grpc: at('tempo-grpc'),
        otlpGrpc: at('tempo-otlp-grpc'),
        otlpHttp: at('tempo-otlp-http'),
      },
      `${folder.path}/tempo`,
    ),
    `${at('tempo')}${TEMPO_READY_PATH}`,
  );
  await start(
    'loki',
    lokiArgs,
    lokiConfig(settings.loki, { http: at('loki'), grpc: at('loki-grpc') }, `${folder.path}/loki`),
    `${at('loki')}${LOKI_READY_PATH}`,
  );
  const collector = {
    ...settings.collector,
    tailSampling: { decisionWait: '1s', maxTraces: 1000, slowMs: 500, keepPercent: 0 },
    spanMetrics: { ...settings.collector.spanMetrics, flushInterval: '1s' },
  };
  await start(
    'otelcol',
    collectorArgs,
    collectorConfig(collector, {
      otlpGrpc: at('otlp-grpc'),
      otlpHttp: at('otlp-http'),
      spanMetrics: at('span-metrics'),
      telemetry: at('metrics'),
      health: at('health'),
      tempo: at('tempo-otlp-grpc'),
      loki: `http://${at('loki')}`,
    }),
    `${at('health')}${COLLECTOR_HEALTH_PATH}`,
  );
});
afterAll(async () => {
  await Promise.all(running.map((process) => process.stop()));
  await lease.release();
  folder.remove();
});

const SERVICE = 'pipeline-test';
const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
const resource = { attributes: [text('service.name', SERVICE)] };

async function send(signal: 'traces' | 'logs', body: object): Promise<void> {
  const response = await fetch(`http://${at('otlp-http')}/v1/${signal}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

/** Sends a trace of one span and returns its id. */
async function sendTrace(name: string, durationMs: number, failed: boolean): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  const end = BigInt(Date.now()) * 1_000_000n;
  const span = {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name,
    kind: 2,
    startTimeUnixNano: String(end - BigInt(durationMs) * 1_000_000n),
    endTimeUnixNano: String(end),
    attributes: [
      text('http.request.header.authorization', 'Bearer abcdefghijklmnop'),
      text('note', 'card 4111111111111111 was declined'),
      text('http.route', '/orders/:id'),
    ],
    status: { code: failed ? 2 : 0 },
  };
  await send('traces', { resourceSpans: [{ resource, scopeSpans: [{ scope: {}, spans: [span] }] }] });
  return traceId;
}

/** Asks until the answer fits; the last answer is what the test then looks at. */
async function eventually(url: string, fits: (body: string, status: number) => boolean): Promise<string> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const response = await fetch(url);
    const body = await response.text();
    if (fits(body, response.status) || Date.now() > deadline) return body;
    await pause(200);
  }
}

it('stores failed and slow traces, drops the rest, masks secrets, and counts every span', async () => {
  const ordinary = await sendTrace('ordinary', 5, false);
  const failed = await sendTrace('failed', 5, true);
  const slow = await sendTrace('slow', 900, false);

  const stored = await eventually(
    `http://${at('tempo')}/api/traces/${failed}`,
    (_, status) => status === 200,
  );
  expect(stored).toContain('/orders/:id');
  expect(stored).not.toContain('abcdefghijklmnop');
  expect(stored).not.toContain('4111111111111111');
  expect(stored).toContain('deployment.environment.name');
  await eventually(`http://${at('tempo')}/api/traces/${slow}`, (_, status) => status === 200);
  // The ordinary trace was decided first, so by now it would be there.
  expect((await fetch(`http://${at('tempo')}/api/traces/${ordinary}`)).status).toBe(404);

  const counted = (name: string): RegExp =>
    new RegExp(`traces_span_metrics_duration_seconds_count{[^}]*span_name="${name}"[^}]*} 1\\b`);
  const metrics = await eventually(`http://${at('span-metrics')}/metrics`, (body) =>
    ['ordinary', 'failed', 'slow'].every((name) => counted(name).test(body)),
  );
  for (const name of ['ordinary', 'failed', 'slow']) expect(metrics).toMatch(counted(name));
  expect(metrics).not.toContain('collector_instance_id');
});

it('stores log records under their service with the trace id as metadata, and masks their text', async () => {
  const traceId = randomBytes(16).toString('hex');
  const record = {
    timeUnixNano: String(BigInt(Date.now()) * 1_000_000n),
    severityText: 'INFO',
    body: { stringValue: 'login with Bearer abcdefghijklmnop' },
    traceId,
    spanId: randomBytes(8).toString('hex'),
    attributes: [text('user.password', 'hunter2hunter2')],
  };
  await send('logs', { resourceLogs: [{ resource, scopeLogs: [{ scope: {}, logRecords: [record] }] }] });
  const query = encodeURIComponent(`{service_name="${SERVICE}"} | trace_id="${traceId}"`);
  const found = await eventually(`http://${at('loki')}/loki/api/v1/query_range?query=${query}`, (body) =>
    body.includes('login with'),
  );
  expect(found).toContain('login with');
  expect(found).not.toContain('abcdefghijklmnop');
  expect(found).not.toContain('hunter2hunter2');
  const labels = await eventually(`http://${at('loki')}/loki/api/v1/labels`, (body) =>
    body.includes('service_name'),
  );
  expect(JSON.parse(labels)).toMatchObject({ data: ['deployment_environment_name', 'service_name'] });
});

it('tells about itself in the naming convention of Prometheus', async () => {
  const metrics = await eventually(`http://${at('metrics')}/metrics`, (body) =>
    body.includes('otelcol_exporter_sent_spans_total'),
  );
  expect(metrics).toMatch(/otelcol_exporter_sent_spans_total{[^}]*exporter="otlp_grpc\/tempo"[^}]*} 2\b/);
  expect(metrics).toContain('otelcol_exporter_queue_capacity');
});
