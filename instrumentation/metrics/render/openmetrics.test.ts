import { bind } from '../../contract';
import { defaultPreset } from '../../presets/default';
import { HistogramFamily, NumberFamily } from '../family';
import { MetricsRegistry } from '../registry';
import { canonicalNumber, openMetrics } from './openmetrics';
import { page } from './page';
import { text } from './text';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const request = { method: 'GET', route: '/a', status_code: '200', outcome: 'ok' } as const;

async function scrape(registry: MetricsRegistry, accept?: string): Promise<string> {
  return Buffer.concat((await registry.scrape(accept)).chunks).toString();
}
const sampleNames = (page_: string) =>
  page_.split('\n').flatMap((line) => (line === '' || line.startsWith('#') ? [] : [line.split(/[{ ]/)[0]]));
const written = (families: readonly (NumberFamily | HistogramFamily)[]) =>
  [...page(families, openMetrics)].map((piece) => piece.text).join('');

test('names stay the same however often the format changes', async () => {
  const registry = new MetricsRegistry(bind(defaultPreset));
  registry.counter('http.requests').inc(request);
  const first = sampleNames(await scrape(registry, 'text/plain'));
  for (const accept of ['application/openmetrics-text', 'text/plain', 'application/openmetrics-text']) {
    expect(sampleNames(await scrape(registry, accept))).toEqual(first);
  }
  expect(first).toContain('http_server_requests_total');
});

test('a counter is declared by its short name; one that cannot be is unknown and keeps its name', () => {
  const shape = { help: 'h', labelNames: [] };
  const families = [
    new NumberFamily('counter', { ...shape, name: 'a_total' }),
    new NumberFamily('counter', { ...shape, name: 'b' }),
    new NumberFamily('counter', { ...shape, name: 'c_total' }),
    new NumberFamily('gauge', { ...shape, name: 'c' }),
  ];
  expect(written(families).split('\n')).toEqual([
    ...['# HELP a h', '# TYPE a counter', 'a_total 0'],
    ...['# HELP b h', '# TYPE b unknown', 'b 0'],
    ...['# HELP c_total h', '# TYPE c_total unknown', 'c_total 0'],
    ...['# HELP c h', '# TYPE c gauge', 'c 0'],
    '# EOF',
    '',
  ]);
});

test('the bucket of an observation points at its trace, in this format only', () => {
  const family = new HistogramFamily([0.1, 1], { name: 'h', help: 'h', labelNames: ['m'] });
  const sample = family.samples.of({ m: 'x' });
  sample.observe(0.5, TRACE_ID);
  sample.observe(0.01);
  sample.observe(7, TRACE_ID);
  const lines = written([family]).split('\n');
  expect(lines.slice(2, 7)).toEqual([
    'h_bucket{le="0.1",m="x"} 1',
    expect.stringMatching(
      new RegExp(`^h_bucket{le="1\\.0",m="x"} 2 # {trace_id="${TRACE_ID}"} 0\\.5 \\d+\\.\\d{3}$`),
    ),
    expect.stringMatching(/^h_bucket{le="\+Inf",m="x"} 3 # {trace_id="\w+"} 7 \d+\.\d{3}$/),
    'h_sum{m="x"} 7.51',
    'h_count{m="x"} 3',
  ]);
  const plain = [...page([family], text)].map((piece) => piece.text).join('');
  expect(plain).not.toContain(TRACE_ID);
  expect(plain).toContain('h_bucket{le="1",m="x"} 2\n');
});

test.each([
  [0, '0.0'],
  [1, '1.0'],
  [0.005, '0.005'],
  [1024, '1024.0'],
  [1e6, '1e+06'],
  [1048576, '1.048576e+06'],
  [0.00001, '1e-05'],
  [1e21, '1e+21'],
  [-2.5, '-2.5'],
])('bound %d is written %s', (value, expected) => expect(canonicalNumber(value)).toBe(expected));

test('what is no number has the format’s own spelling', () => {
  const family = new NumberFamily('gauge', { name: 'g', help: 'h', labelNames: ['n'] });
  for (const [n, value] of [NaN, Infinity, -Infinity].entries())
    family.samples.of({ n: String(n) }).value = value;
  expect(written([family])).toContain('g{n="0"} NaN\ng{n="1"} +Inf\ng{n="2"} -Inf\n');
});
