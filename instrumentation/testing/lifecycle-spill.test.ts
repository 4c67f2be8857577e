import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Gateway, request, startGateway, stopGateways } from './gateway';
import { freePort } from './otelcol';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

jest.setTimeout(60_000);

let folder: string;
let collector: OtlpReceiver | undefined;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatewatch-spill-'))));
afterEach(async () => {
  await stopGateways();
  await collector?.stop();
  rmSync(folder, { recursive: true });
});

it.each([
  ['/exit', 3],
  ['/throw', 1],
])(
  'what waits when a gateway ends of %s while its collector is away is sent by the next one',
  async (path, code) => {
    const port = await freePort();
    const start = (): Promise<Gateway> =>
      startGateway('crashing.cjs', {
        env: {
          OTEL_TRACES_EXPORTER: 'otlp',
          OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
          OTEL_BSP_SCHEDULE_DELAY: '3000000',
          GATEWATCH_SPILL_DIR: folder,
        },
      });
    const first = await start();
    for (let n = 0; n < 9; n += 1) await request(`${first.url}/ok`);
    await request(`${first.url}${path}`);
    expect(await first.ended).toEqual({ code, signal: null });
    expect(first.stderr()).not.toContain('not sent');

    const sink = await startOtlpReceiver(port);
    collector = sink;
    await start();
    await until('all spans have come', () => sink.spans.length === 10);
  },
);
