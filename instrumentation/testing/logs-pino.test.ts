import { collectForEachTest } from './collected';
import { startGateway } from './gateway';
import { until } from './until';

jest.setTimeout(60_000);

const collector = collectForEachTest();
const { gateway } = collector;

/** The JSON lines that a gateway has written. */
function lines(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe.each([
  ['with its own channel', 'pino'],
  ['from before the channel', 'pino9'],
])('lines of a pino %s', (_case, PINO) => {
  it('carry the ids of the request that wrote them and are otherwise as before', async () => {
    const { url, stdout } = await gateway({ PINO });
    const bare = await startGateway('traced.cjs', { preload: false, env: { PINO } });
    await fetch(`${url}/log`);
    await fetch(`${bare.url}/log`);
    const written = await until('six lines are written', () => {
      const all = [...lines(stdout()), ...lines(bare.stdout())];
      return all.length === 6 && all;
    });
    const [span] = await until('the span is there', () => collector.spans.length > 0 && collector.spans);
    const ids = { trace_id: span?.traceId, span_id: span?.spanId, trace_flags: '01' };
    const expected = [
      { level: 30, part: 'orders', order: { id: 7 }, secret: '[Redacted]', msg: 'order taken', ...ids },
      { level: 50, part: 'orders', msg: 'order failed', ...ids },
      { level: 30, part: 'orders', msg: 'has one already', trace_id: 'mine' },
    ];
    const own = written.slice(0, 3);
    expect(own).toMatchObject(expected);
    expect(own[2]).not.toHaveProperty('span_id');
    const ADDED = ['trace_id', 'span_id', 'trace_flags'];
    const comparable = (line: Record<string, unknown>) => {
      const own = Object.entries(line).filter(([key, value]) => !ADDED.includes(key) || value === 'mine');
      return { ...Object.fromEntries(own), pid: 0, time: 0, err: typeof line['err'] };
    };
    expect(own.map(comparable)).toEqual(written.slice(3).map(comparable));
  });
});

it('carry the ids of an unsampled request too, with flags 00', async () => {
  const { url, stdout } = await gateway({ TRACE_SAMPLE_RATE: '0' });
  await fetch(`${url}/log`);
  const [line] = await until('lines are written', () => lines(stdout()).length === 3 && lines(stdout()));
  expect(line).toMatchObject({
    trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    trace_flags: '00',
  });
});

it('become log records after redaction when that is switched on', async () => {
  const { url, metrics } = await gateway({ GATEWATCH_LOGS_EXPORT: 'true' });
  await fetch(`${url}/log`);
  const [taken, failed] = await until(
    'records have come',
    () => collector.logs.length >= 3 && collector.logs,
  );
  const [span] = await until('the span is there', () => collector.spans.length > 0 && collector.spans);
  expect(taken).toMatchObject({
    severityText: 'INFO',
    severityNumber: 9,
    body: 'order taken',
    traceId: span?.traceId,
    spanId: span?.spanId,
    attributes: { part: 'orders', 'order.id': 7, secret: 'REDACTED' },
  });
  expect(taken?.resource).toEqual(span?.resource);
  expect(failed).toMatchObject({
    severityText: 'ERROR',
    attributes: { 'exception.type': 'TypeError', 'exception.message': 'broken' },
  });
  const samples = await until('the collector’s answer is counted', async () => {
    const now = await metrics();
    return now.sum('gatewatch_export_exported_total', { signal: 'logs' }) === 3 && now;
  });
  expect(samples.sum('gatewatch_internal_errors_total')).toBe(0);
});

it('go nowhere by default', async () => {
  const { url } = await gateway();
  await fetch(`${url}/log`);
  await until('the span is there', () => collector.spans.length > 0);
  expect(collector.logs).toHaveLength(0);
});
