import * as grpc from '@grpc/grpc-js';
import type { Observability } from '../health/observability';
import { type Gateway, startGateway, stopGateways } from './gateway';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

const CLIENT = 3;

jest.setTimeout(60_000);

let collector: OtlpReceiver;
let orders: grpc.Server;
let target: string;
beforeEach(async () => {
  collector = await startOtlpReceiver();
  orders = new grpc.Server();
  const raw = (bytes: Buffer): Buffer => bytes;
  orders.addService(
    {
      get: {
        path: '/orders.Orders/Get',
        requestStream: false,
        responseStream: false,
        requestSerialize: raw,
        requestDeserialize: raw,
        responseSerialize: raw,
        responseDeserialize: raw,
      },
    },
    { get: (_call: unknown, callback: grpc.sendUnaryData<Buffer>) => callback(null, Buffer.alloc(0)) },
  );
  const port = await new Promise<number>((resolve, reject) => {
    orders.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, at) =>
      error === null ? resolve(at) : reject(error),
    );
  });
  target = `127.0.0.1:${port}`;
});
afterEach(async () => {
  await stopGateways();
  orders.forceShutdown();
  await collector.stop();
});

function gateway(env: Readonly<Record<string, string>> = {}): Promise<Gateway> {
  return startGateway('libraries.cjs', {
    env: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '20',
      GRPC_TARGET: target,
      ...env,
    },
  });
}

async function states({ admin }: Gateway): Promise<Readonly<Record<string, string>>> {
  const { libraries } = await admin<Observability>('/observability');
  return Object.fromEntries(libraries.map(({ name, state }) => [name, state]));
}

it('traces gRPC calls of the gateway and not those of the export, which shares the package', async () => {
  const running = await gateway();
  const { url } = running;
  expect(await states(running)).toMatchObject({
    grpc: 'waiting',
    kafkajs: 'absent',
    fs: 'never',
    net: 'off',
  });
  for (let n = 0; n < 3; n++) expect(await (await fetch(`${url}/grpc`)).text()).toBe('answered');
  await until('the calls and their requests are there', () => collector.spans.length >= 6);
  expect(await states(running)).toMatchObject({ grpc: 'traced' });
  const calls = collector.calls;
  await fetch(`${url}/ok`);
  await until('another export', () => collector.calls > calls && collector.spans.length >= 7);
  const clients = collector.spans.filter(({ kind }) => kind === CLIENT);
  expect(clients.map(({ name }) => name)).toEqual(Array(3).fill('grpc.orders.Orders/Get'));
  for (const { traceId, parentSpanId } of clients) {
    const server = collector.spans.find(({ spanId }) => spanId === parentSpanId);
    expect(server?.traceId).toBe(traceId);
  }
});

it('leaves out what GATEWATCH_LIBRARIES leaves out', async () => {
  const running = await gateway({ GATEWATCH_LIBRARIES: 'ioredis' });
  await fetch(`${running.url}/grpc`);
  await until('the span of the request', () => collector.spans.length >= 1);
  expect(await states(running)).toMatchObject({ grpc: 'off', ioredis: 'waiting' });
  await fetch(`${running.url}/ok`);
  await until('the next span', () => collector.spans.length >= 2);
  expect(collector.spans.filter(({ kind }) => kind === CLIENT)).toEqual([]);
});

it('traces connections only where they are asked for by name', async () => {
  const running = await gateway({ GATEWATCH_LIBRARIES: 'net' });
  expect(await states(running)).toMatchObject({ net: 'traced', grpc: 'off' });
  await fetch(`${running.url}/grpc`);
  const scope = '@opentelemetry/instrumentation-net';
  await until('the span of the connection', () => collector.spans.some((span) => span.scope === scope));
});

it('goes on without the spans where an instrumentation fails, says so once and is degraded', async () => {
  const running = await gateway({ LOAD: require.resolve('./gateways/broken-instrumentation.cjs') });
  for (let n = 0; n < 2; n++) expect(await (await fetch(`${running.url}/grpc`)).text()).toBe('answered');
  const lines = running
    .stderr()
    .split('\n')
    .filter((line) => line.includes('grpc'));
  expect(lines).toEqual(['gatewatch: warning: calls of grpc are not traced: broken on purpose']);
  expect(await states(running)).toMatchObject({ grpc: 'failed' });
  expect((await running.metrics()).sum('gatewatch_degraded')).toBe(1);
  expect((await running.metrics()).sum('gatewatch_internal_errors_total', { where: 'libraries' })).toBe(1);
});
