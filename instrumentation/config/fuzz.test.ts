import { longestRun, PATIENCE_MS } from '../testing/longest';
import { seededPicks } from '../testing/random';
import { describeProblem, loadConfig } from './load';
import { shownConfig } from './shown';
import { variableList } from './variables';

const pick = seededPicks(7);
const PARTS = [
  '',
  ' ',
  'true',
  'none',
  '0',
  '-1',
  '1e999',
  'NaN',
  '65536',
  ',',
  ',,',
  '=',
  'a=b',
  '%',
  '%E0%A4%A',
  'http://',
  'https://x:1/y',
  '://',
  '/',
  '/a',
  './x.json',
  '../',
  '{',
  '{}',
  '{"ratio":2}',
  '[',
  ']',
  '*',
  '**',
  '"',
  '\u0000',
  '\u00e9',
  '\ud800',
  '__proto__',
  'constructor',
  'otlp',
  'console',
  'grpc',
  'beamline',
  'GET /a',
  'x-header',
  '::1',
  '14268',
  '\n',
  '9'.repeat(400),
] as const;

const randomValue = () => Array.from({ length: 1 + pick.below(4) }, () => pick.of(PARTS)).join('');

test('whatever the variables hold, there is a configuration, and every problem is a line', () => {
  let problemCount = 0;
  for (let round = 0; round < 1000; round++) {
    const env = Object.fromEntries(variableList.map(({ name }) => [name, randomValue()]));
    const { config, problems, notices } = loadConfig(env);
    expect(config.preset.packs.length).toBeGreaterThan(0);
    expect(config.traces.sampling.ratio).toBeGreaterThanOrEqual(0);
    expect(config.traces.sampling.ratio).toBeLessThanOrEqual(1);
    expect(() => new URL(config.otlp.endpoint)).not.toThrow();
    expect(() => JSON.stringify(shownConfig(config))).not.toThrow();
    for (const problem of problems)
      expect(describeProblem(problem).length).toBeGreaterThan(problem.variable.length);
    expect(notices.every((notice) => notice !== '')).toBe(true);
    problemCount += problems.length;
  }
  process.stdout.write(
    `1000 environments of ${variableList.length} variables: ${problemCount} problems told\n`,
  );
  expect(problemCount).toBeGreaterThan(10_000);
});

test('a long value of any variable is read in a time that is in proportion', () => {
  const times = variableList.map(({ name, parse }) => ({
    name,
    ms: longestRun((value) => void parse(value)),
  }));
  const slowest = times.reduce((a, b) => (b.ms > a.ms ? b : a));
  process.stdout.write(`slowest of 100,000 characters: ${slowest.name}, ${slowest.ms.toFixed(1)} ms\n`);
  expect(times.filter(({ ms }) => ms > PATIENCE_MS)).toEqual([]);
});

test('so is a long value of the variables that are read in several steps, and a long name', () => {
  for (const name of [
    'GATEWATCH_PRESET',
    'GATEWATCH_CONFIG_FILE',
    'JAEGER_ENDPOINT',
    'GATEWATCH_ENVIRONMENT',
  ]) {
    expect([name, longestRun((value) => void loadConfig({ [name]: value })) < PATIENCE_MS]).toEqual([
      name,
      true,
    ]);
  }
  expect(longestRun((name) => void loadConfig({ [`GATEWATCH_${name}`]: 'x' }))).toBeLessThan(PATIENCE_MS);
});
