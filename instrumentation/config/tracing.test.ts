import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '../tracing/sampling/policy';
import { describeProblem, loadConfig } from './load';
import { shownConfig } from './shown';

const read = (env: Record<string, string>) => {
  const { config, problems } = loadConfig(env);
  return { ...config, problems: problems.map(describeProblem) };
};

test('defaults: W3C, no baggage, every root request, nobody can force a trace', () => {
  const { traces, redaction, problems } = read({});
  expect(problems).toEqual([]);
  expect(traces).toMatchObject({
    propagators: ['tracecontext', 'baggage'],
    baggageKeys: [],
    sampling: DEFAULT_POLICY,
    query: 'names',
    requestHeaders: [],
  });
  expect(traces.force).toBeUndefined();
  expect(redaction).toEqual({ enabled: true, names: ['x-gatewatch-trace'], keep: [], values: [] });
});

test.each([
  ['b3multi, tracecontext,b3multi', ['b3multi', 'tracecontext']],
  ['none', []],
  ['Jaeger', ['jaeger']],
])('OTEL_PROPAGATORS=%s', (given, propagators) => {
  expect(read({ OTEL_PROPAGATORS: given })).toMatchObject({ problems: [], traces: { propagators } });
});

test.each(['xray', 'b3,none', ',', 'b3,'])('OTEL_PROPAGATORS=%s falls back', (given) => {
  const { traces, problems } = read({ OTEL_PROPAGATORS: given });
  expect(traces.propagators).toEqual(['tracecontext', 'baggage']);
  expect(problems).toEqual([
    `OTEL_PROPAGATORS="${given}" must be some of tracecontext, baggage, b3, b3multi, jaeger, with commas between, or none; ` +
      'using ["tracecontext","baggage"] instead',
  ]);
});

test('a policy adds to the ratio, and its own ratio wins', () => {
  const rules = [{ route: '/health', ratio: 0 }];
  const { traces } = read({ TRACE_SAMPLE_RATE: '0.2', GATEWATCH_SAMPLING: JSON.stringify({ rules }) });
  expect(traces.sampling).toEqual({ ...DEFAULT_POLICY, ratio: 0.2, rules });
  const own = read({ TRACE_SAMPLE_RATE: '0.2', GATEWATCH_SAMPLING: '{"ratio":0.5}' });
  expect(own.traces.sampling.ratio).toBe(0.5);
});

test('a policy may be in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  try {
    const file = join(folder, 'sampling.json');
    writeFileSync(file, '{"keep":{"slowMs":500}}');
    const { traces, problems } = read({ GATEWATCH_SAMPLING: file });
    expect([traces.sampling.keep.slowMs, problems]).toEqual([500, []]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a wrong policy falls back and says everything that is wrong', () => {
  const { traces, problems } = read({ GATEWATCH_SAMPLING: '{"ratio":2,"rulse":[]}' });
  expect(traces.sampling).toEqual(DEFAULT_POLICY);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(
    /rulse is not a field of the policy; did you mean rules\?; ratio is 2; it must be/,
  );
  expect(read({ GATEWATCH_SAMPLING: '/no/such/file' }).problems[0]).toMatch(/ENOENT/);
  expect(read({ GATEWATCH_SAMPLING: '/dev/zero' }).problems[0]).toMatch(/is no file of at most/);
  expect(read({ GATEWATCH_SAMPLING: '{' }).problems[0]).toMatch(/JSON/);
});

test('always_off keeps nothing, failed requests included', () => {
  expect(read({ OTEL_TRACES_SAMPLER: 'always_off' }).traces.sampling).toMatchObject({
    ratio: 0,
    keep: { errors: false },
  });
});

test('secrets do not show', () => {
  const env = { GATEWATCH_TRACE_FORCE_SECRET: 'sesame', GATEWATCH_REDACT_VALUES: 'hunter2,*' };
  const { config, problems } = loadConfig(env);
  expect(config.traces.force).toEqual({ header: 'x-gatewatch-trace', secret: 'sesame' });
  expect(JSON.stringify([shownConfig(config), problems])).not.toMatch(/sesame|hunter2/);
  expect(problems).toHaveLength(1);
  const { config: good } = loadConfig({ GATEWATCH_REDACT_VALUES: 'hunter2' });
  expect(good.redaction.values).toEqual(['hunter2']);
  expect(JSON.stringify(shownConfig(good))).not.toContain('hunter2');
});
