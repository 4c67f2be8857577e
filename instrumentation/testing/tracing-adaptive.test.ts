import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { request, startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

jest.setTimeout(60_000);

/** Spans a second that are wanted, and requests a second, each of which is one span. */
const [TARGET, LOAD] = [15, 150];
const STEP_MS = 50;
/** The admin port answers ten requests a second. */
const LOOK_MS = 250;

let collector: OtlpReceiver;
beforeEach(async () => (collector = await startOtlpReceiver()));
afterEach(async () => {
  await stopGateways();
  await collector.stop();
});

it('makes as many spans as wanted under a load that would make ten times as many', async () => {
  const gateway = await startGateway('raw.cjs', {
    env: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      GATEWATCH_SAMPLING: JSON.stringify({ targetSpansPerSecond: TARGET }),
    },
  });
  const ratio = async (): Promise<number> =>
    (await gateway.admin<{ state: { ratio: number } }>('/sampling')).state.ratio;
  const agent = new Agent({ keepAlive: true, maxSockets: 10 });
  const underway: Promise<unknown>[] = [];
  let isOver = false;
  let sent = 0;
  const load = (async () => {
    // By the clock: a busy machine may wake it late.
    for (const begun = Date.now(); !isOver; await delay(STEP_MS)) {
      const due = ((Date.now() - begun) / 1000) * LOAD;
      for (; sent < due; sent += 1) underway.push(request(gateway.url, { agent }).catch(() => undefined));
    }
    await Promise.all(underway);
    agent.destroy();
  })();
  expect(await ratio()).toBe(1);
  // It is measured over five seconds, of which the first ones belong to the start.
  const settled = await until('the ratio has followed the load', async () => {
    await delay(LOOK_MS);
    const now = await ratio();
    return now < 0.2 && now;
  });
  expect(settled).toBeGreaterThan(0.05);
  const [spansBefore, sentBefore, before] = [collector.spans.length, sent, Date.now()];
  await delay(5000);
  const seconds = (Date.now() - before) / 1000;
  const [spans, requests] = [collector.spans.length - spansBefore, sent - sentBefore];
  isOver = true;
  await load;
  expect(requests / seconds).toBeGreaterThan(LOAD / 2);
  // A random share: 75 spans of 5 s differ by 9 from run to run.
  expect(spans / seconds).toBeGreaterThan(TARGET / 2);
  expect(spans / seconds).toBeLessThan(TARGET * 2);
});
