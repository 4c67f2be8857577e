import { type Gateway, request, startGateway, stopGateways } from './gateway';
import { type OtlpHttpReceiver, startOtlpHttpReceiver } from './otlp-http-receiver';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

jest.setTimeout(60_000);

let collector: OtlpReceiver;
beforeEach(async () => {
  collector = await startOtlpReceiver();
});
afterEach(async () => {
  await stopGateways();
  await collector.stop();
});

const watched = (env: Record<string, string> = {}): Promise<Gateway> =>
  startGateway('crashing.cjs', {
    env: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      // A delay that no test waits for: what arrives was sent at the end.
      OTEL_BSP_SCHEDULE_DELAY: '3000000',
      ...env,
    },
  });

/** How a gateway ends whose handler of this path fails. */
async function crash(gateway: Gateway, path: string) {
  await request(`${gateway.url}/ok`);
  await request(`${gateway.url}${path}`);
  const exit = await gateway.ended;
  const stderr = gateway
    .stderr()
    .replace(/gatewatch: admin port .*\n/, '')
    .replace(/\n +at .*/g, '');
  return { exit, stderr, exits: gateway.stdout().match(/exit \d+/g) };
}

it.each([
  ['/throw', '', 1],
  ['/reject', '', 1],
  ['/reject-text', '', 1],
  ['/throw', 'exit', 9],
  ['/reject', 'exit', 9],
])(
  'ends of %s with handler "%s" as without the preload, and every span is sent',
  async (path, HANDLER, code) => {
    const bare = await crash(await startGateway('crashing.cjs', { preload: false, env: { HANDLER } }), path);
    const it = await crash(await watched({ HANDLER }), path);
    expect(bare.exit).toEqual({ code, signal: null });
    expect(it).toEqual(bare);
    await until('both spans have come', () => collector.spans.length === 2);
  },
);

it('sends over HTTP, too', async () => {
  const receiver: OtlpHttpReceiver = await startOtlpHttpReceiver();
  try {
    const env = {
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
    };
    const { exit, stderr } = await crash(await watched(env), '/throw');
    expect(exit).toEqual({ code: 1, signal: null });
    expect(stderr).toContain('no such order');
    await until('both spans have come', () => receiver.spans.length === 2);
  } finally {
    await receiver.stop();
  }
});

it('does not hold up a gateway whose handler keeps it alive, and its spans are sent as they come', async () => {
  const gateway = await watched({ HANDLER: 'survive' });
  await request(`${gateway.url}/throw`);
  await until('the handler has run', () => gateway.stdout().includes('survived no such order'));
  await until('the span has come', () => collector.spans.length === 1);
  expect((await request(`${gateway.url}/ok`)).body).toBe('ok');
  await until('the next one has come', () => collector.spans.length === 2);
  expect(gateway.child.exitCode).toBeNull();
});

it('is held up no longer than the bound while nobody takes the spans, and says what was lost', async () => {
  collector.answer = () => undefined;
  const gateway = await watched();
  await request(`${gateway.url}/ok`);
  const begun = Date.now();
  const { exit, stderr } = await crash(gateway, '/throw');
  expect(exit).toEqual({ code: 1, signal: null });
  expect(Date.now() - begun).toBeLessThan(12_000);
  expect(stderr).toContain('3 span(s) or log record(s) were not sent');
  expect(stderr).toContain('OrderError: no such order');
});
