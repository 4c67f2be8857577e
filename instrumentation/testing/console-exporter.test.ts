import { request, startGateway, stopGateways } from './gateway';
import { startOtlpReceiver } from './otlp-receiver';
import { until } from './until';

jest.setTimeout(60_000);
afterEach(stopGateways);

interface Line {
  readonly span: string;
  readonly trace_id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}
const linesOf = (stdout: string): Line[] =>
  stdout.split('\n').flatMap((line) => (line.startsWith('{"span"') ? [JSON.parse(line) as Line] : []));

test('spans are lines of JSON on standard output, redacted, and nothing is exported', async () => {
  const collector = await startOtlpReceiver();
  const gateway = await startGateway('traced.cjs', {
    env: {
      OTEL_TRACES_EXPORTER: 'console',
      OTLP_ENDPOINT: collector.endpoint,
      GATEWATCH_TRACE_QUERY: 'values',
    },
  });
  await request(`${gateway.url}/ok?token=canary-1c7&a=b`);
  const [line] = await until('a line', () => {
    const lines = linesOf(gateway.stdout());
    return lines.length > 0 && lines;
  });
  expect(line).toMatchObject({
    span: 'GET',
    kind: 'server',
    status: 'unset',
    service: 'unknown_service:node',
  });
  expect(line?.attributes).toMatchObject({
    'url.query': 'token=REDACTED&a=b',
    'http.response.status_code': 200,
  });
  expect(gateway.stdout()).not.toContain('canary');
  await gateway.stop();
  expect(collector.calls).toBe(0);
  await collector.stop();
});

test('they may go both ways', async () => {
  const collector = await startOtlpReceiver();
  const gateway = await startGateway('traced.cjs', {
    env: {
      OTEL_TRACES_EXPORTER: 'console,otlp',
      OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '50',
    },
  });
  await request(`${gateway.url}/ok`);
  await until('the span has arrived', () => collector.spans.length === 1);
  expect(linesOf(gateway.stdout()).map((line) => line.trace_id)).toEqual([collector.spans[0]?.traceId]);
  await gateway.stop();
  await collector.stop();
});
