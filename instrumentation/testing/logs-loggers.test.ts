import { type Gateway, startGateway, stopGateways } from './gateway';
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

type Line = Readonly<Record<string, unknown>>;

const gateway = (logger: string, env: Record<string, string> = {}): Promise<Gateway> =>
  startGateway('logging.cjs', {
    args: [logger],
    env: {
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_BSP_SCHEDULE_DELAY: '50',
      ...env,
    },
  });

/** The JSON lines that a gateway has written, on either stream. */
function lines({ stdout, stderr }: Gateway): Line[] {
  return `${stdout()}\n${stderr()}`
    .split('\n')
    .filter((line) => line.startsWith('{"'))
    .map((line) => JSON.parse(line) as Line);
}

const textOf = (line: Line): string => String(line['msg'] ?? line['message']);

/** A line without what the preload adds, and without what differs from process to process. */
function bare(line: Line): Line {
  const VARIES = ['pid', 'time', 'err', 'stack'];
  const ADDED = ['trace_id', 'span_id', 'trace_flags'];
  return Object.fromEntries(
    Object.entries(line).filter(
      ([key, value]) => !VARIES.includes(key) && (!ADDED.includes(key) || value === 'mine'),
    ),
  );
}

describe.each(['winston', 'bunyan', 'console'])('lines of %s', (logger) => {
  it('carry the ids of the request that wrote them, are otherwise as before, and can be sent', async () => {
    const watched = await gateway(logger, { GATEWATCH_LOGS_EXPORT: 'true' });
    const unwatched = await startGateway('logging.cjs', { args: [logger], preload: false });
    for (const { url } of [watched, watched, unwatched]) await fetch(`${url}/log`);
    const written = await until('twelve lines are written', () => {
      const [own, others] = [lines(watched), lines(unwatched)];
      return own.length === 8 && others.length === 4 && { own, others };
    });
    const spans = await until('both spans are there', () => collector.spans.length === 2 && collector.spans);
    for (const text of ['shared', 'frozen', 'broken']) {
      const ids = written.own
        .filter((line) => textOf(line).includes(text))
        .map(({ trace_id, span_id, trace_flags }) => ({ trace_id, span_id, trace_flags }));
      expect(ids).toEqual(
        spans.map(({ traceId, spanId }) => ({ trace_id: traceId, span_id: spanId, trace_flags: '01' })),
      );
    }
    const already = written.own.filter((line) => textOf(line) === 'has one already');
    expect(already).toMatchObject([{ trace_id: 'mine' }, { trace_id: 'mine' }]);
    expect(already[0]).not.toHaveProperty('span_id');
    const byText = (one: Line, other: Line) => textOf(one).localeCompare(textOf(other));
    const inOrder = (all: Line[]) => all.map(bare).sort(byText);
    expect(inOrder(written.own)).toEqual(inOrder([...written.others, ...written.others]));

    const records = await until(
      'eight records are there',
      () => collector.logs.length === 8 && collector.logs,
    );
    const first = records.filter(({ traceId }) => traceId === spans[0]?.traceId);
    expect(first).toMatchObject([
      { severityText: 'INFO', body: 'shared', attributes: { part: 'orders', order: 7 } },
      { severityText: 'WARN', body: 'frozen', attributes: { part: 'orders', order: 8, child: true } },
      { severityText: 'ERROR', body: 'broken', spanId: spans[0]?.spanId },
      { severityText: 'INFO', body: 'has one already' },
    ]);
    expect(String(first[2]?.attributes['exception.stacktrace'])).toContain('TypeError');
    expect((await watched.metrics()).sum('gatewatch_internal_errors_total')).toBe(0);
  });
});

it('leaves lines alone whose hook is switched off', async () => {
  const watched = await gateway('console', { GATEWATCH_DISABLED_HOOKS: 'console' });
  await fetch(`${watched.url}/log`);
  const written = await until('the lines are written', () => lines(watched).length === 4 && lines(watched));
  expect(written.filter((line) => 'span_id' in line)).toEqual([]);
  const { hooks } = await watched.admin<{ hooks: readonly Line[] }>('/observability');
  expect(hooks).toContainEqual(expect.objectContaining({ name: 'console', installed: false }));
  expect(hooks).toContainEqual({ name: 'winston', installed: true });
});

it('sends no more records per second than it may, and counts the others', async () => {
  const watched = await gateway('bunyan', {
    GATEWATCH_LOGS_EXPORT: 'true',
    GATEWATCH_LOGS_EXPORT_RATE: '10',
  });
  await fetch(`${watched.url}/many?n=500`);
  const counts = await until('everything is accounted for', async () => {
    const samples = await watched.metrics();
    const sum = (name: string, labels = {}) =>
      samples.sum(`gatewatch_export_${name}`, { signal: 'logs', ...labels });
    const ended = sum('ended_total');
    const exported = sum('exported_total');
    const limited = sum('dropped_total', { reason: 'rate_limited' });
    return ended === 500 && sum('queue_size') === 0 && { exported, limited, dropped: sum('dropped_total') };
  });
  expect(counts.limited).toBe(500 - counts.exported);
  expect(counts.dropped).toBe(counts.limited);
  expect(collector.logs).toHaveLength(counts.exported);
  expect(counts.exported).toBeGreaterThanOrEqual(10);
  expect(counts.exported).toBeLessThan(100);
  expect(watched.stderr().match(/more than 10 records per second/g)).toHaveLength(1);
  expect(lines(watched)).toHaveLength(500);
});

it('knows which request wrote a line that winston formats late', async () => {
  const { url } = await gateway('late', {
    GATEWATCH_LOGS_EXPORT: 'true',
    GATEWATCH_LOGS_CORRELATION: 'false',
  });
  await Promise.all([fetch(`${url}/many?n=100`), fetch(`${url}/many?n=50`)]);
  const records = await until('150 records are there', () => collector.logs.length === 150 && collector.logs);
  const spans = await until('both spans are there', () => collector.spans.length === 2 && collector.spans);
  const written = (traceId: string) => records.filter((record) => record.traceId === traceId).length;
  expect(spans.map(({ traceId }) => written(traceId)).sort()).toEqual([100, 50]);
});

it('reaches loggers that an ES module imports', async () => {
  const watched = await startGateway('logging.mjs', {
    env: { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint },
  });
  await fetch(watched.url);
  const written = await until('three lines are there', () => lines(watched).length === 3 && lines(watched));
  expect(written.map(textOf).sort()).toEqual(['bunyan', 'console', 'winston']);
  const [id] = written.map((line) => line['trace_id']);
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(written.filter((line) => line['trace_id'] !== id)).toEqual([]);
});
