import type { Gateway } from '../../instrumentation/testing/gateway';
import { freePort } from '../../instrumentation/testing/otelcol';
import { until } from '../../instrumentation/testing/until';
import { counted, ExportRig, gatewayTo, load } from './export-rig';

const ROUNDS = 50;
const SIDE_BY_SIDE = 2;

const rig = new ExportRig();
beforeEach(() => rig.start());
afterEach(() => rig.stop());
afterAll(() => rig.finish());

/** Counts of a gateway at its end. */
type Counts = Record<'ended' | 'exported' | 'queued' | 'dropped', number>;

it(`SIGTERM under load loses nothing in ${ROUNDS} rounds`, async () => {
  const port = await freePort();
  await rig.collector(port);
  const total: Counts = { ended: 0, exported: 0, queued: 0, dropped: 0 };
  let answered = 0;
  let left = ROUNDS;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      // A delay that no round waits for: what arrives was flushed.
      const gateway = await gatewayTo(`http://127.0.0.1:${port}`, { OTEL_BSP_SCHEDULE_DELAY: '60000' });
      const loading = load(gateway.url, Infinity);
      await until('load is on', async () => (await counted(gateway)).ended > 100);
      expect(await gateway.stop('SIGTERM')).toEqual({ code: null, signal: 'SIGTERM' });
      answered += await loading;
      const end = countsAtEnd(gateway);
      for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += end[key];
      expect(gateway.stderr()).not.toContain('not sent');
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
  const { dropped, ...counts } = total;
  const name = `SIGTERM under load, ${ROUNDS} rounds`;
  rig.record({ name, ...counts, dropped: { any: dropped }, note: `${answered} requests answered` });
  expect(dropped).toBe(0);
  expect(counts.ended).toBeGreaterThanOrEqual(answered);
}, 600_000);

/** What the gateway wrote last. */
function countsAtEnd(gateway: Gateway): Counts {
  return JSON.parse(gateway.stdout().trimEnd().split('\n').at(-1) ?? '') as Counts;
}
