import { request, startGateway, stopGateways } from './gateway';
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

const EXPRESS = [
  ['/api/v1/boom/7', 'boom'],
  ['/api/v1/throws', 'thrown'],
] as const;
const FASTIFY = [['/api/v1/boom/7', 'boom']] as const;

it.each([
  ['express4', 'express.cjs', EXPRESS, '/orders/1'],
  ['express', 'express.cjs', EXPRESS, '/orders/1'],
  ['fastify4', 'fastify.cjs', FASTIFY, '/orders/1'],
  ['fastify', 'fastify.cjs', FASTIFY, '/orders/1'],
  ['koa', 'koa.cjs', [['/boom', 'boom']], '/'],
] as const)('an error in %s becomes one event of the server span', async (module, file, failing, sound) => {
  const { url } = await startGateway(file, {
    args: [module],
    env: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '50',
    },
  });
  const paths = [sound, ...failing.map(([path]) => path)];
  for (const path of paths) await request(url + path);
  const spans = await until('a span for each request is there', () =>
    collector.spans.length === paths.length ? collector.spans : undefined,
  );
  const events = (path: string) => spans.find((span) => span.attributes['url.path'] === path)?.events;
  expect(events(sound)).toEqual([]);
  for (const [path, message] of failing) {
    expect(events(path)).toMatchObject([
      { name: 'exception', attributes: { 'exception.type': 'Error', 'exception.message': message } },
    ]);
  }
});
