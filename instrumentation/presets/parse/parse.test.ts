import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { presets } from '..';
import { describePresetProblem, parsePreset } from '.';

/** What is right, with a mistake in its place. */
const preset = (change: object) => ({
  name: 'mine',
  packs: ['http', 'http-traffic', 'self'],
  metrics: {},
  ...change,
});
const duration = (change: object) => preset({ metrics: { 'http.request.duration': change } });
const requests = (change: object) => preset({ metrics: { 'http.requests': change } });
const endpoint = (change: object) => ({
  method: 'GET',
  path: '/metrics',
  serves: 'metrics',
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  access: 'open',
  ...change,
});
const linesOf = (input: unknown): readonly string[] => {
  const parsed = parsePreset(input);
  return parsed.ok ? [] : parsed.problems.map(describePresetProblem);
};

test.each(Object.values(presets))('the preset $name is what its own file would hold', (built) => {
  const parsed = parsePreset(JSON.parse(JSON.stringify(built)));
  expect(parsed).toEqual({ ok: true, preset: built });
});

test.each([
  ['no object', [], 'preset = []: must be an object'],
  ['a missing field', { name: 'mine', packs: [] }, 'metrics: is missing'],
  [
    'a misspelt field',
    preset({ endpoint: [] }),
    'endpoint = "endpoint": is no field here: name, packs, metrics, seriesBudget, resource, spanAttributes, endpoints, scrape, otlp, propagators, sampling, logs and 2 more are; did you mean endpoints?',
  ],
  [
    'a name',
    preset({ name: 'My Preset' }),
    'name = "My Preset": must be a name of small letters, digits and -, beginning with a letter',
  ],
  [
    'an unknown pack',
    preset({ packs: ['htp'] }),
    /^packs\[0\] = "htp": must be a pack: .+; did you mean http\?$/,
  ],
  [
    'a pack twice',
    preset({ packs: ['http', 'self', 'http'] }),
    'packs[2] = "http": is there twice: leave one out',
  ],
  [
    'an unknown metric',
    preset({ metrics: { 'http.request': {} } }),
    /^metrics\["http\.request"\] = "http\.request": must be the id of a metric: .+; did you mean http\.requests\?$/,
  ],
  [
    'a name of a metric',
    duration({ name: 'latency-seconds' }),
    'metrics["http.request.duration"].name = "latency-seconds": must be a name of a metric (^[a-zA-Z_][a-zA-Z0-9_]*$)',
  ],
  [
    'a counter',
    requests({ name: 'requests' }),
    'metrics["http.requests"].name = "requests": must end in _total, for it is a counter: requests_total',
  ],
  [
    'an unknown label',
    requests({ labels: { rout: 'path' } }),
    'metrics["http.requests"].labels.rout = "rout": must be a label of the metric: method, route, status_code, outcome; did you mean route?',
  ],
  [
    'a name of a label',
    requests({ labels: { route: 'the-path' } }),
    /^metrics\["http\.requests"\]\.labels\.route = "the-path": must be a name of a label/,
  ],
  [
    'an inner label',
    requests({ labels: { route: '__path' } }),
    /labels\.route = "__path": must be .* not beginning with __/,
  ],
  [
    'a reserved label',
    requests({ labels: { route: 'job' } }),
    'metrics["http.requests"].labels.route = "job": is reserved (le, quantile, job, instance): choose another name',
  ],
  [
    'a label twice',
    requests({ labels: { route: 'x', method: 'x' } }),
    /^metrics\["http\.requests"\]: .*has a label twice: x, x, /,
  ],
  [
    'a value of a label',
    requests({ labelValues: { outcome: { good: 'OK' } } }),
    /^metrics\["http\.requests"\]\.labelValues\.outcome\.good = "good": must be a value of the label: ok, /,
  ],
  [
    'an omitted label',
    requests({ omit: ['status'] }),
    'metrics["http.requests"].omit[0] = "status": must be a label of the metric: method, route, status_code, outcome',
  ],
  [
    'the order of buckets',
    duration({ buckets: [1, 0.5, 2] }),
    'metrics["http.request.duration"].buckets = [1,0.5,2]: must rise: 0.5, 1, 2',
  ],
  ['no buckets', duration({ buckets: [] }), /buckets = \[\]: must rise/],
  [
    'buckets of a counter',
    requests({ buckets: [1] }),
    'metrics["http.requests"].buckets = [1]: are for histograms, this is a counter: leave them out',
  ],
  [
    'a further family without a name',
    requests({ alsoAs: [{ omit: ['outcome'] }] }),
    'metrics["http.requests"].alsoAs[0].name: is missing',
  ],
  [
    'a regular expression',
    requests({ implied: { outcome: { ok: { label: 'status_code', regex: '(' } } } }),
    /implied\.outcome\.ok\.regex = "\(": must be a regular expression/,
  ],
  [
    'a name twice',
    preset({ metrics: { 'http.requests': { name: 'x_total' }, 'http.errors': { name: 'x_total' } } }),
    /^metrics\["http\.requests"\], metrics\["http\.errors"\]: "x_total" is exposed by http\.requests and http\.errors: each needs a name of its own/,
  ],
  [
    'a metric of a pack that is off',
    preset({ metrics: { 'llm.tokens': {} } }),
    'metrics["llm.tokens"]: metrics names "llm.tokens", whose pack is off: switch the pack on or remove the entry',
  ],
  [
    'a path',
    preset({ endpoints: [endpoint({ path: 'metrics?x' })] }),
    'endpoints[0].path = "metrics?x": must be a path such as /api/v1/metrics or /alerts/{fingerprint}, without a query',
  ],
  [
    'an endpoint twice',
    preset({ endpoints: [endpoint({}), endpoint({ access: 'token' })] }),
    'endpoints[1].path = "/metrics": has GET twice',
  ],
  [
    'a method',
    preset({ endpoints: [endpoint({ method: 'get' })] }),
    /^endpoints\[0\]\.method = "get": must be one of GET, POST/,
  ],
  [
    'what is served',
    preset({ endpoints: [endpoint({ serves: 'metric' })] }),
    /serves = "metric": must be one of .*did you mean metrics\?/,
  ],
  [
    'metrics of what serves none',
    preset({ endpoints: [endpoint({ serves: 'observability', only: ['http.requests'] })] }),
    'endpoints[0].only: is for endpoints that serve metrics: leave it out',
  ],
  [
    'an interval',
    preset({ scrape: { interval: '15', jobs: [] } }),
    'scrape.interval = "15": must be a duration such as 15s, 500ms or 1m',
  ],
  [
    'an address',
    preset({ otlp: { protocol: 'grpc', endpoints: { production: 'collector:4317' } } }),
    /^otlp\.endpoints\.production = "collector:4317": must be an http/,
  ],
  [
    'an environment',
    preset({ sampling: { prod: 0.1 } }),
    /^sampling\.prod = "prod": must be one of development, staging, production/,
  ],
  [
    'a share',
    preset({ sampling: { production: 10 } }),
    'sampling.production = 10: must be a number from 0 to 1',
  ],
  [
    'a propagator',
    preset({ propagators: ['tracecontext', 'w3c'] }),
    /^propagators\[1\] = "w3c": must be one of tracecontext/,
  ],
  [
    'log keys',
    preset({ logs: { keys: {}, levelCase: 'upper', lokiJob: 'x' } }),
    'logs.keys.timestamp: is missing',
  ],
  [
    'the budget',
    preset({ seriesBudget: 10 }),
    /^seriesBudget: at the worst \d+ series, over the budget of 10: lower a cap, a budget or the buckets/,
  ],
  [
    'a budget that is none',
    preset({ seriesBudget: 1.5 }),
    'seriesBudget = 1.5: must be a whole number from 1 on',
  ],
])('%s is told with its place, its value and what is allowed', (_name, input, line) => {
  const lines = linesOf(input);
  expect(lines).toContainEqual(typeof line === 'string' ? line : expect.stringMatching(line));
});

test('ids in log lines have names that need no escaping', () => {
  const keysOf = (traceId: string) => {
    const keys = { timestamp: 't', level: 'l', message: 'm', traceId, spanId: 'dd.span_id' };
    return linesOf(preset({ logs: { keys, levelCase: 'upper', lokiJob: 'x' } }));
  };
  expect(keysOf('traceId')).toEqual([]);
  for (const wrong of ['', 'a"b', 'a b', '7', 'a\\n']) {
    expect(keysOf(wrong)).toEqual([expect.stringContaining('a name of letters, digits, _, . and -')]);
  }
});

test('the example in the README is one', () => {
  const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
  const examples = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(
    ([, json]) => JSON.parse(json as string) as object,
  );
  expect(linesOf(examples.find((example) => 'packs' in example))).toEqual([]);
});

test('all mistakes are told at once, and none of them hides another', () => {
  const lines = linesOf({
    ...requests({ name: 'requests', labels: { route: 'job', nope: 'x' } }),
    packs: ['http', 'selv'],
    seriesBudget: 3,
    endpoints: [endpoint({ path: 'x' }), endpoint({})],
  });
  expect(lines.map((line) => line.replace(/[ :].*/, ''))).toEqual([
    'packs[1]',
    'metrics["http.requests"].name',
    'metrics["http.requests"].labels.route',
    'metrics["http.requests"].labels.nope',
    'endpoints[0].path',
    'seriesBudget',
  ]);
});

test('names that every object has are no fields', () => {
  expect(
    linesOf(JSON.parse('{"name":"a","packs":[],"metrics":{"__proto__":{}},"constructor":1}')),
  ).toHaveLength(2);
});
