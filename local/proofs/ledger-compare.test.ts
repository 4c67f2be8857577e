import { type LedgerCheck, ledgerCheck } from '../../examples/frame';
import { bind, boundMetric, type Preset } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import type { RawSamples } from '../clients/prometheus';
import { comparedSeries, ledgerDifferences, ledgerLosses } from './ledger-compare';

const REQUESTS = boundMetric(bind(presets['default'] as Preset), 'http.requests');
const check = ledgerCheck(
  'http.requests',
  ['route'],
  [
    { labels: { route: '/orders/:id' }, value: 3 },
    { labels: { route: '/orders/:id' }, value: 4 },
  ],
);
const series = (route: string, ...samples: [number, number][]): RawSamples => ({
  labels: { http_route: route, outcome: 'ok' },
  samples,
});
const differences = (
  found: readonly RawSamples[],
  restarts: readonly number[] = [],
  of: LedgerCheck = check,
) => ledgerDifferences({ check: of, metric: REQUESTS, family: REQUESTS, found, restarts });

test('equal: summed over the labels that are not compared', () => {
  expect(differences([series('/orders/:id', [1, 2], [2, 5]), series('/orders/:id', [1, 2])])).toEqual([]);
});

test('a counter that begins anew and passes its old value is two lives', () => {
  const found = [series('/orders/:id', [1, 3], [2, 3], [11, 4])];
  expect(differences(found, [10])).toEqual([]);
  expect(differences(found)).toEqual([
    'http_server_requests_total{route="/orders/:id"} is 4, the ledger has 7',
  ]);
});

test('one more and one less are differences, and so is a group that one side alone has', () => {
  expect(differences([series('/orders/:id', [1, 8])])).toHaveLength(1);
  expect(differences([series('/orders/:id', [1, 6])])).toHaveLength(1);
  expect(differences([])).toEqual(['http_server_requests_total{route="/orders/:id"} is 0, the ledger has 7']);
  expect(differences([series('/orders/:id', [1, 7]), series('/surprise', [1, 1])])).toEqual([
    'http_server_requests_total{route="/surprise"} is 1, the ledger has 0',
  ]);
});

test('what the ledger cannot know is left out, and a counter at 0 is as good as none', () => {
  const found = [series('/orders/:id', [1, 7]), series('/metrics', [1, 99]), series('/reset', [1, 0])];
  expect(differences(found, [], { ...check, except: { route: ['/metrics'] } })).toEqual([]);
});

test('labels in the spelling of the preset, and a family without a compared label gets the sum over it', () => {
  const breaker = boundMetric(bind(presets['gatewayz'] as Preset), 'breaker.transitions');
  const to = ledgerCheck('breaker.transitions', ['to'], [{ labels: { to: 'open' }, value: 2 }]);
  const found = [{ labels: { [breaker.labels['to'] ?? '']: 'OPEN' }, samples: [[1, 2]] as const }];
  expect(ledgerDifferences({ check: to, metric: breaker, family: breaker, found, restarts: [] })).toEqual([]);
  const responses = boundMetric(bind(presets['gatewayz'] as Preset), 'http.requests');
  const [requests] = responses.alsoAs;
  if (requests === undefined) throw new Error('gatewayz has no further family of its requests');
  const byCode = ledgerCheck(
    'http.requests',
    ['route', 'status_code'],
    [
      { labels: { route: '/chat', status_code: '200' }, value: 1 },
      { labels: { route: '/chat', status_code: '500' }, value: 2 },
    ],
  );
  const summed = [{ labels: { path: '/chat' }, samples: [[1, 3]] as const }];
  expect(
    ledgerDifferences({ check: byCode, metric: responses, family: requests, found: summed, restarts: [] }),
  ).toEqual([]);
});

test('what lies between the ledgers around a kill may be missing, and nothing else', () => {
  const rows = (orders: number): LedgerCheck =>
    ledgerCheck('http.requests', ['route'], [{ labels: { route: '/orders/:id' }, value: orders }]);
  const kills = [{ before: rows(4), after: rows(6) }];
  const killed = (found: readonly RawSamples[]) => ({
    ...{ check, metric: REQUESTS, family: REQUESTS, restarts: [10], kills, found },
  });
  const lives = (first: number, second: number) => [series('/orders/:id', [1, first], [11, second])];
  expect(ledgerDifferences(killed(lives(6, 1)))).toEqual([]);
  expect(ledgerDifferences(killed(lives(4, 1)))).toEqual([]);
  expect(ledgerLosses(killed(lives(4, 1)))).toEqual({ missing: 2, atRisk: 2 });
  expect(ledgerDifferences(killed(lives(3, 1)))).toEqual([
    'http_server_requests_total{route="/orders/:id"} is 4, the ledger has 7, of which 2 may be missing',
  ]);
  // More than happened is never right.
  expect(ledgerDifferences(killed(lives(7, 1)))).toHaveLength(1);
  // What no kill put at risk has to be there.
  expect(ledgerDifferences(killed([...lives(5, 1), series('/other', [1, 1])]))).toHaveLength(1);
});

test('a histogram is compared by its count, or by its sum', () => {
  const duration = boundMetric(bind(presets['default'] as Preset), 'http.request.duration');
  expect(comparedSeries(duration, duration)).toBe('http_server_request_duration_seconds_count');
  expect(comparedSeries(duration, duration, 'sum')).toBe('http_server_request_duration_seconds_sum');
});
