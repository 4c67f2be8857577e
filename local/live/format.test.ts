import { stripVTControlCharacters } from 'node:util';
import { viewLine, viewLines } from './format';
import type { Snapshot } from './snapshot';

const HEALTHY: Snapshot = {
  at: new Date('2026-01-02T03:04:05Z'),
  targets: { up: 8, total: 8, down: [] },
  requestsPerSecond: 20.04,
  errorRatio: 0.0104,
  p95Seconds: 0.0521,
  spansExportedPerSecond: 60.3,
  spansExported: 1234,
  spansDropped: 0,
  alerts: [],
  watchdog: true,
};

test('a healthy stack', () => {
  expect(viewLines(HEALTHY, { columns: 80, colour: false })).toEqual([
    'targets       8 of 8 up',
    'requests      20.0/s',
    'errors        1.0 %',
    'latency p95   52 ms',
    'spans         1234 exported (60.3/s), 0 dropped',
    'alerts        none firing',
  ]);
});

test('what is wrong is named', () => {
  const broken: Snapshot = {
    ...HEALTHY,
    targets: { up: 7, total: 8, down: ['tempo'] },
    p95Seconds: 1.234,
    spansDropped: 12,
    alerts: ['GatewayHighErrorRatio (express-gateway)'],
    watchdog: false,
  };
  expect(viewLines(broken, { columns: 120, colour: false })).toEqual([
    'targets       7 of 8 up, down: tempo',
    'requests      20.0/s',
    'errors        1.0 %',
    'latency p95   1.23 s',
    'spans         1234 exported (60.3/s), 12 dropped',
    'alerts        firing: GatewayHighErrorRatio (express-gateway); the Watchdog has not arrived',
  ]);
});

test('before the first scrapes nothing is invented', () => {
  const empty: Snapshot = {
    ...HEALTHY,
    targets: { up: 0, total: 0, down: [] },
    requestsPerSecond: undefined,
    errorRatio: undefined,
    p95Seconds: undefined,
    spansExported: undefined,
    spansExportedPerSecond: undefined,
    spansDropped: undefined,
  };
  const lines = viewLines(empty, { columns: 80, colour: false });
  expect(lines.slice(0, 5).map((line) => line.slice(14))).toEqual(Array(5).fill('no data yet'));
});

test('no line is wider than the terminal, with colours or without', () => {
  const alerts = Array.from({ length: 20 }, (_, i) => `Alert${i} (gateway)`);
  for (const columns of [20, 40, 80]) {
    for (const colour of [true, false]) {
      const lines = viewLines({ ...HEALTHY, alerts }, { columns, colour });
      for (const line of lines) expect(stripVTControlCharacters(line).length).toBeLessThanOrEqual(columns);
    }
  }
});

test('an error ratio above the threshold of its alert is red, below it green', () => {
  const line = (errorRatio: number): string =>
    viewLines({ ...HEALTHY, errorRatio }, { columns: 80, colour: true })[2] ?? '';
  const [green, red] = ['\u001b[32m', '\u001b[31m'];
  expect(line(0.04)).toContain(green);
  expect(line(0.06)).toContain(red);
});

test('one line for a log', () => {
  expect(viewLine(HEALTHY)).toBe(
    '03:04:05 | targets 8 of 8 up | requests 20.0/s | errors 1.0 % | latency p95 52 ms | ' +
      'spans 1234 exported (60.3/s), 0 dropped | alerts none firing',
  );
});
