import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { leasePorts } from '../../../local/ports';
import { locateTool } from '../../../tools';
import { type HostPort, hostPort } from '../../model/address';
import { toYaml } from '../../render/yaml';
import { type Started, startUntilReady } from '../../testing/process';
import { modelOf, type Scratch, scratch } from '../../testing/stacks';
import { TEMPO_READY_PATH, tempoArgs, tempoConfig } from '../tempo/config';
import { COLLECTOR_HEALTH_PATH, collectorArgs, collectorConfig } from './config';

jest.setTimeout(240_000);

const NAMES = [
  ...(['otlp-grpc', 'otlp-http', 'span-metrics', 'metrics', 'health'] as const),
  ...(['tempo', 'tempo-grpc', 'tempo-otlp-grpc', 'tempo-otlp-http', 'no-loki'] as const),
] as const;
const TRACES = 25;
const WITHIN_MS = 90_000;

let folder: Scratch;
let lease: Awaited<ReturnType<typeof leasePorts<(typeof NAMES)[number]>>>;
const running: Started[] = [];
const at = (name: (typeof NAMES)[number]): HostPort => hostPort('127.0.0.1', lease.ports[name]);

beforeEach(async () => {
  folder = scratch();
  lease = await leasePorts(NAMES);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((process) => process.stop()));
  await lease.release();
  folder.remove();
});

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + WITHIN_MS; Date.now() < end; await pause(200)) {
    if (await holds()) return;
  }
  throw new Error(`${what}: not within ${WITHIN_MS} ms\n${running.at(-1)?.output().slice(-2000)}`);
}

async function startCollector(directory: string): Promise<Started> {
  const { settings } = modelOf('prod');
  const config = collectorConfig(
    {
      ...settings.collector,
      tailSampling: { ...settings.collector.tailSampling, decisionWait: '1s', maxTraces: 1000 },
      queue: { ...settings.collector.queue, directory },
    },
    {
      otlpGrpc: at('otlp-grpc'),
      otlpHttp: at('otlp-http'),
      spanMetrics: at('span-metrics'),
      telemetry: at('metrics'),
      health: at('health'),
      tempo: at('tempo-otlp-grpc'),
      loki: `http://${at('no-loki')}`,
    },
  );
  const file = folder.write('collector.yaml', toYaml(config));
  const ready = `http://${at('health')}${COLLECTOR_HEALTH_PATH}`;
  const started = await startUntilReady(locateTool('otelcol'), collectorArgs({ config: file }), ready);
  running.push(started);
  return started;
}

async function startTempo(): Promise<void> {
  const addresses = {
    http: at('tempo'),
    grpc: at('tempo-grpc'),
    otlpGrpc: at('tempo-otlp-grpc'),
    otlpHttp: at('tempo-otlp-http'),
  };
  const data = join(folder.path, 'tempo');
  const config = folder.write(
    'tempo.yaml',
    toYaml(tempoConfig(modelOf('prod').settings.tempo, addresses, data)),
  );
  const ready = `http://${at('tempo')}${TEMPO_READY_PATH}`;
  running.push(await startUntilReady(locateTool('tempo'), tempoArgs({ config }), ready));
}

/** Sends a trace of one failed span, which is always kept; its id. */
async function sendFailure(): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  const end = BigInt(Date.now()) * 1_000_000n;
  const span = {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name: 'failed',
    kind: 2,
    startTimeUnixNano: String(end - 5_000_000n),
    endTimeUnixNano: String(end),
    status: { code: 2 },
  };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'queue-test' } }] };
  const body = { resourceSpans: [{ resource, scopeSpans: [{ scope: {}, spans: [span] }] }] };
  const response = await fetch(`http://${at('otlp-http')}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return traceId;
}

/** Traces that the collector has decided to keep as failed. */
async function decided(): Promise<number> {
  const metrics = await (await fetch(`http://${at('metrics')}/metrics`)).text();
  const name = 'otelcol_processor_tail_sampling_count_traces_sampled_total';
  const line = new RegExp(`^${name}{[^}]*policy="errors"[^}]*} (\\d+)`, 'gm');
  return [...metrics.matchAll(line)]
    .filter(([text]) => /(sampled="true"|decision="sampled")/.test(text))
    .reduce((sum, [, count]) => sum + Number(count), 0);
}

it('what waits for Tempo outlives a collector that is killed, and arrives whole when Tempo is back', async () => {
  const directory = join(folder.path, 'queue');
  mkdirSync(directory);
  const first = await startCollector(directory);
  const sent = await Promise.all(Array.from({ length: TRACES }, sendFailure));
  // Every trace is decided and thereby queued; the first batch was tried in vain.
  await until('every trace to be decided', async () => (await decided()) >= TRACES);
  await until('a first try', () => Promise.resolve(first.output().includes('Exporting failed')));
  process.kill(first.pid, 'SIGKILL');

  await startTempo();
  await startCollector(directory);
  const missing = new Set(sent);
  await until(`${TRACES} traces in Tempo`, async () => {
    for (const id of missing) {
      const { status } = await fetch(`http://${at('tempo')}/api/traces/${id}`);
      if (status === 200) missing.delete(id);
    }
    return missing.size === 0;
  });
  expect([...missing]).toEqual([]);
});
