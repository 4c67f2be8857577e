import { exampleOf } from '../examples';
import type { RunningStack } from '../running-stack';
import { plainProgress } from './progress';
import { allProven, proofLine, proofSummary } from './proof-table';
import { urlLines } from './urls';

const PASSED = { id: 'rules', name: 'rules', ok: true, detail: '13 loaded' } as const;
const FAILED = { id: 'panels', name: 'panels', ok: false, detail: 'two are empty:\nfirst\nsecond' } as const;

test('a row of the table, further lines below the first', () => {
  expect(proofLine(PASSED)).toBe('ok    rules                   13 loaded');
  expect(proofLine(FAILED)).toBe(
    `FAIL  panels                  two are empty:\n${' '.repeat(30)}first\n${' '.repeat(30)}second`,
  );
});

test('the summary, and whether everything is proven', () => {
  expect(proofSummary([PASSED, FAILED], 61.4)).toBe('1 passed, 1 failed in 61 s');
  expect(allProven([PASSED])).toBe(true);
  expect(allProven([PASSED, FAILED])).toBe(false);
  expect(allProven([])).toBe(false);
});

test('Grafana has a line only if it runs', () => {
  const at = (port: number): string => `http://127.0.0.1:${port}`;
  const stack = (grafana: string | undefined) =>
    ({
      directory: '/run/stack',
      example: exampleOf('default'),
      at: { url: () => at(8) },
      endpoints: {
        prometheus: at(1),
        alertmanager: at(2),
        tempo: at(3),
        loki: at(4),
        collectorMetrics: at(5),
        gateway: at(6),
        gatewayAdmin: at(7),
        traffic: at(10),
        grafana,
      },
    }) as unknown as RunningStack;
  expect(urlLines(stack(undefined), at(12)).join('\n')).toMatch(/^boards +http:\/\/127\.0\.0\.1:12$/m);
  expect(urlLines(stack(undefined)).join('\n')).not.toContain('grafana');
  expect(urlLines(stack(at(11)))).toContainEqual(
    expect.stringContaining('http://127.0.0.1:11/d/gatewatch-gateway-overview'),
  );
  expect(urlLines(stack(undefined))).toContainEqual(
    expect.stringMatching(/^make it well +curl -X DELETE http:\/\/127\.0\.0\.1:8\/fault$/),
  );
});

test('progress in a log: a line when a part starts, one when it is ready', () => {
  const lines: string[] = [];
  const progress = plainProgress((line) => lines.push(line));
  progress.plan(['tempo', 'loki']);
  progress.state('tempo', 'starting');
  progress.state('tempo', 'ready');
  progress.state('tempo', 'stopping');
  expect(lines).toEqual([
    'starting tempo, loki',
    'tempo: starting',
    expect.stringMatching(/^tempo: ready \(0\.\d s\)$/),
  ]);
});
