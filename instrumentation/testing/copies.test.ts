import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { HealthSnapshot } from '../health/snapshot';
import { request, startGateway, stopGateways } from './gateway';
import { startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatewatch-copies-'));
});
afterEach(async () => {
  await stopGateways();
  rmSync(folder, { recursive: true, force: true });
});

const GATEWAYS = join(__dirname, 'gateways');

/** A gateway with copies of the packages; its API says that it is of this version. */
function gatewayWithCopies(apiVersion: string): string {
  const script = join(folder, 'gateway.cjs');
  cpSync(join(GATEWAYS, 'copies.cjs'), script);
  for (const name of ['@opentelemetry/api', 'prom-client', 'tdigest', 'bintrees']) {
    cpSync(packageFolder(name), join(folder, 'node_modules', name), { recursive: true });
  }
  const api = join(folder, 'node_modules', '@opentelemetry', 'api');
  const { version } = JSON.parse(readFileSync(join(api, 'package.json'), 'utf8')) as { version: string };
  for (const file of ['package.json', 'build/src/version.js']) {
    const text = readFileSync(join(api, file), 'utf8');
    expect(text).toContain(version);
    writeFileSync(join(api, file), text.replace(version, apiVersion));
  }
  return relative(GATEWAYS, script);
}

function packageFolder(name: string): string {
  const file = require.resolve(name, { paths: [dirname(require.resolve('prom-client'))] });
  const marker = join('node_modules', name);
  return file.slice(0, file.indexOf(marker) + marker.length);
}

test.each(['1.10.0', '1.8.0'])(
  'spans made with an API %s of the gateway’s own arrive; health names both copies',
  async (version) => {
    const collector = await startOtlpReceiver();
    try {
      const gateway = await startGateway(gatewayWithCopies(version), {
        env: {
          OTEL_TRACES_EXPORTER: 'otlp',
          OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
          OTEL_BSP_SCHEDULE_DELAY: '20',
        },
      });
      const { body: traceId } = await request(gateway.url);
      await until('both spans have arrived', () => collector.spans.length >= 2);
      expect(collector.spans.map((span) => [span.traceId, span.scope]).sort()).toEqual(
        [
          [traceId, 'gateway'],
          [traceId, 'gatewatch'],
        ].sort(),
      );
      const { components } = await gateway.admin<HealthSnapshot>('/health');
      expect(components['copies']).toMatchObject({ status: 'ok' });
      expect(components['copies']?.message).toContain(`@opentelemetry/api ${version} in ${folder}`);
      expect(components['copies']?.message).toContain('its metrics are not on the admin port');
    } finally {
      await collector.stop();
    }
  },
);
