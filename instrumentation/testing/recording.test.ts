import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build } from 'esbuild';
import type { HealthSnapshot } from '../health/snapshot';
import { type Gateway, startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

jest.setTimeout(60_000);

const GATEWAYS = join(__dirname, 'gateways');
let collector: OtlpReceiver;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-recording-'));
  collector = await startOtlpReceiver();
});
afterEach(async () => {
  await stopGateways();
  await collector.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The gateway with a copy of this package, and of the OpenTelemetry API, inside an ES module. */
async function bundled(): Promise<string> {
  const outfile = join(folder, 'gateway.mjs');
  const banner =
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({
    entryPoints: [join(GATEWAYS, 'recording.cjs')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    banner: { js: banner },
  });
  return relative(GATEWAYS, outfile);
}

const start = (file: string): Promise<Gateway> =>
  startGateway(file, {
    env: {
      GATEWATCH_PRESET: 'warehouse-hub',
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '20',
    },
  });

it.each([
  ['in the copy that is preloaded', async () => 'recording.cjs'],
  ['in a copy of its own', bundled],
])('what a gateway records %s is on the page and on the trace', async (_where, file) => {
  const gateway = await start(await file());
  for (let n = 0; n < 3; n++) {
    const { status } = await fetch(gateway.url, { headers: { 'x-tenant': n === 0 ? 'umbrella' : 'acme' } });
    expect(status).toBe(200);
  }
  const samples = await gateway.metrics();
  const orders = samples
    .of('orders_processed_total')
    .map(({ labels, value }) => [labels['tenant_id'], value]);
  expect(orders).toEqual([
    ['umbrella', 1],
    ['acme', 2],
  ]);
  expect(samples.sum('tenant_operations_total', { tenant_id: 'acme', outcome: 'success' })).toBe(2);
  expect(samples.sum('operation_duration_seconds_count')).toBe(3);

  const spans = await until('all spans', () => collector.spans.length === 6 && collector.spans);
  const operation = spans.find(
    ({ name, attributes }) => name === 'create_order' && attributes['tenant_id'] === 'umbrella',
  );
  const server = spans.find(({ spanId }) => spanId === operation?.parentSpanId);
  const business = { tenant_id: 'umbrella', operation_type: 'create_order' };
  expect(server).toMatchObject({ kind: 2, attributes: business });
  expect(server?.attributes['user_id']).toMatch(/^[0-9a-f]{16}$/);
  expect(operation).toMatchObject({
    attributes: { ...business, 'operation.outcome': 'ok' },
    events: [{ name: 'order.processed', attributes: { tenant_id: 'umbrella', outcome: 'success' } }],
  });
});

it('a source that throws is named in the health, and the page is there all the same', async () => {
  const gateway = await start('recording.cjs');
  await fetch(gateway.url, { headers: { 'x-tenant': 'acme' } });
  const samples = await gateway.metrics();
  expect(samples.sum('orders_processed_total')).toBe(1);
  expect(samples.sum('gatewatch_internal_errors_total', { where: 'sources' })).toBe(1);
  const { components } = await gateway.admin<HealthSnapshot>('/health');
  expect(components['sources']).toEqual({
    status: 'degraded',
    message: 'db.pool.waiting {"pool":"main"}: no pool',
  });
});
