import { emptyResource } from '@opentelemetry/resources';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { type OtlpHttpReceiver, startOtlpHttpReceiver } from '../testing/otlp-http-receiver';
import { otlpLogs } from './otlp-logs';
import { otlpTraces } from './otlp-traces';
import { certificates } from '../testing/certificates';
import { busyStatus } from '../testing/rpc-status';
import { endedSpans, send, target } from './testing/transport-under-test';
import type { Transport } from './transport';

const certs = certificates();
afterAll(() => certs.remove());

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((end) => end()));
});

type Given = Partial<Parameters<typeof target>[0]>;

async function receiver(tls?: Parameters<typeof startOtlpHttpReceiver>[0]): Promise<OtlpHttpReceiver> {
  const it = await startOtlpHttpReceiver(tls);
  cleanUp.push(() => it.stop());
  return it;
}

function traces(collector: OtlpHttpReceiver, given: Given = {}) {
  const endpoint = `${collector.endpoint}/v1/traces`;
  const transport = otlpTraces(target({ protocol: 'http/protobuf', endpoint, ...given }));
  cleanUp.push(() => transport.close());
  return transport;
}

const ACCEPTED = { ok: true, rejected: 0 };

it.each(['none', 'gzip'] as const)(
  'delivers batches on one connection (compression %s)',
  async (compression) => {
    const collector = await receiver();
    const transport = traces(collector, { compression, headers: { 'x-api-key': 'abc' } });
    expect(await send(transport, endedSpans(50))).toEqual(ACCEPTED);
    expect(await send(transport, endedSpans(50))).toEqual(ACCEPTED);
    expect(collector.spans).toHaveLength(100);
    expect(collector.connections).toBe(1);
    const { url, method, headers } = collector.requests[0] ?? {};
    expect({ url, method }).toEqual({ url: '/v1/traces', method: 'POST' });
    expect(headers).toMatchObject({ 'content-type': 'application/x-protobuf', 'x-api-key': 'abc' });
    const [length] = collector.requests.map((request) => Number(request.headers['content-length']));
    if (compression === 'gzip') expect(length).toBeLessThan(5_000);
    else expect(length).toBeGreaterThan(25_000);
  },
);

it('delivers log records too', async () => {
  const collector = await receiver();
  const transport = otlpLogs(
    target({ protocol: 'http/protobuf', endpoint: `${collector.endpoint}/v1/logs`, compression: 'gzip' }),
  );
  cleanUp.push(() => transport.close());
  const record: ReadableLogRecord = {
    body: 'order taken',
    severityText: 'INFO',
    severityNumber: 9,
    hrTime: [1, 0],
    hrTimeObserved: [1, 0],
    attributes: {},
    droppedAttributesCount: 0,
    resource: emptyResource(),
    instrumentationScope: { name: 'test' },
  };
  expect(await send(transport, [record])).toEqual(ACCEPTED);
  expect(collector.logs).toMatchObject([{ body: 'order taken', severityText: 'INFO' }]);
});

it('keeps the wait that the collector asked for, in either place', async () => {
  const collector = await receiver();
  const transport = traces(collector);
  collector.answer = (call) =>
    call === 1
      ? { status: 429, headers: { 'retry-after': '3' } }
      : { status: 503, body: busyStatus('full', 2) };
  expect(await send(transport, endedSpans(1))).toMatchObject({ retryable: true, retryAfterMs: 3000 });
  expect(await send(transport, endedSpans(1))).toMatchObject({
    retryAfterMs: 2000,
    reason: 'HTTP 503: full',
  });
});

it('counts what a partial success refused', async () => {
  const collector = await receiver();
  // ExportTraceServiceResponse { partial_success { rejected_spans: 3 } }
  collector.answer = () => ({ status: 200, body: Buffer.from([0x0a, 0x02, 0x08, 0x03]) });
  expect(await send(traces(collector), endedSpans(5))).toEqual({ ok: true, rejected: 3 });
});

it('gives a call up at its timeout, and goes on with the next', async () => {
  const collector = await receiver();
  collector.answer = (call) => (call === 1 ? undefined : 'accept');
  const transport = traces(collector, { timeoutMs: 100 });
  expect(await send(transport, endedSpans(1))).toMatchObject({
    retryable: true,
    reason: 'no answer within 100 ms',
  });
  expect(await send(transport, endedSpans(1))).toEqual(ACCEPTED);
});

it('repeats a call once whose kept-alive connection had just been closed, but no other', async () => {
  const collector = await receiver();
  const transport = traces(collector);
  collector.answer = (call) => (call === 2 ? 'reset' : 'accept');
  expect(await send(transport, endedSpans(1))).toEqual(ACCEPTED);
  expect(await send(transport, endedSpans(1))).toEqual(ACCEPTED);
  expect(collector.requests).toHaveLength(3);
  collector.answer = () => 'reset';
  expect(await send(transport, endedSpans(1))).toMatchObject({ ok: false, retryable: true });
  expect(collector.requests).toHaveLength(5);
});

it('fails each call after its collector has gone', async () => {
  const collector = await receiver();
  const transport = traces(collector);
  await send(transport, endedSpans(1));
  await collector.stop();
  cleanUp.splice(0, 1);
  expect(await send(transport, endedSpans(1))).toMatchObject({ retryable: true, unreachable: true });
});

describe.each(['http/protobuf', 'grpc'] as const)('TLS over %s', (protocol) => {
  const tls = (files: Partial<ReturnType<typeof target>['tls']>) => ({
    protocol,
    tls: { certificate: undefined, clientKey: undefined, clientCertificate: undefined, ...files },
  });
  const failed = async (transport: Transport<never>) => send(transport, []);
  const server = () => receiver({ ...certs.texts('collector') });

  if (protocol === 'http/protobuf') {
    it('delivers to a collector whose certificate the given root has signed', async () => {
      const collector = await server();
      const transport = traces(collector, tls({ certificate: certs.files('collector').cert }));
      expect(await send(transport, endedSpans(3))).toEqual(ACCEPTED);
      expect(collector.spans).toHaveLength(3);
    });

    it('shows a client certificate', async () => {
      const collector = await receiver({
        ...certs.texts('collector'),
        ca: certs.texts('client').cert,
        requestCert: true,
        rejectUnauthorized: true,
      });
      const certificate = certs.files('collector').cert;
      const { key: clientKey, cert: clientCertificate } = certs.files('client');
      expect(await send(traces(collector, tls({ certificate })), endedSpans(1))).toMatchObject({ ok: false });
      const mutual = traces(collector, tls({ certificate, clientKey, clientCertificate }));
      expect(await send(mutual, endedSpans(1))).toEqual(ACCEPTED);
    });
  }

  it('fails, to be tried again, with a collector that cannot be trusted', async () => {
    const collector = await server();
    const endpoint = collector.endpoint;
    const transport = traces(collector, { endpoint, ...tls({ certificate: certs.files('other').cert }) });
    expect(await failed(transport as Transport<never>)).toMatchObject({ ok: false, retryable: true });
    expect(collector.requests).toHaveLength(0);
  });

  it('cannot be made while a file is missing, and says which', async () => {
    const collector = await server();
    expect(() => traces(collector, tls({ certificate: '/nowhere/ca.pem' }))).toThrow(
      /certificate of the export: ENOENT.*\/nowhere\/ca\.pem/,
    );
  });
});
