import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultPreset } from '../presets/default';
import { startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

jest.setTimeout(60_000);

let collector: OtlpReceiver;
let folder: string;
beforeEach(async () => {
  collector = await startOtlpReceiver();
  folder = mkdtempSync(join(tmpdir(), 'log-keys-'));
});
afterEach(async () => {
  await stopGateways();
  await collector.stop();
  rmSync(folder, { recursive: true });
});

it.each(['pino', 'winston', 'bunyan', 'console'])(
  'lines of %s have the ids under the names of the preset, records in their own place',
  async (logger) => {
    const keys = { timestamp: 't', level: 'l', message: 'm', traceId: 'traceId', spanId: 'dd.span_id' };
    const preset = { ...defaultPreset, name: 'own', logs: { keys, levelCase: 'lower', lokiJob: 'own' } };
    const file = join(folder, 'own.json');
    writeFileSync(file, JSON.stringify(preset));
    const gateway = await startGateway('logging.cjs', {
      args: [logger],
      env: {
        GATEWATCH_PRESET: file,
        GATEWATCH_LOGS_EXPORT: 'true',
        OTEL_TRACES_EXPORTER: 'otlp',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
        OTEL_BSP_SCHEDULE_DELAY: '50',
      },
    });
    await fetch(`${gateway.url}/log`);
    const line = await until('a line is written', () =>
      `${gateway.stdout()}\n${gateway.stderr()}`
        .split('\n')
        .find((text) => text.startsWith('{') && text.includes('shared')),
    );
    const span = await until('its span is there', () => collector.spans[0]);
    const fields = JSON.parse(line) as Record<string, unknown>;
    expect(fields).toMatchObject({ traceId: span.traceId, 'dd.span_id': span.spanId, trace_flags: '01' });
    expect(fields).not.toHaveProperty('trace_id');
    const record = await until('its record is there', () =>
      collector.logs.find(({ body }) => String(body).includes('shared')),
    );
    expect(record.traceId).toBe(span.traceId);
    expect(record.attributes).not.toHaveProperty('traceId');
    expect(Object.keys(record.attributes)).not.toContain('dd.span_id');
  },
);
