import { guidesOf } from '../../local/guides/guide';
import { parseLedger, type Requirement } from '../requirements/ledger';
import { readRequirementFiles } from '../requirements/sources';
import { countRows, strictlyUnmet } from './counts';
import { coverage } from './coverage';
import { derivedEvidence } from './derived';
import { parseEvidence } from './evidence';
import { coveragePage } from './page';
import { type PresetFacts, presetFacts } from './preset-facts';
import { verify } from './verify';

const { requirements } = parseLedger('beamline.tsv', readRequirementFiles('beamline').ledger);
const requirement = (id: string): Requirement => requirements.find((one) => one.id === id) as Requirement;
const RECORD = {
  preset: 'beamline',
  version: 'any',
  checks: { metrics: true, endpoints: true },
  families: ['gateway_idempotency_hits_total', 'gateway_http_request_duration_seconds'],
  endpoints: [
    {
      endpoint: 'GET /metrics',
      status: 200,
      contentType: 'text/plain; version=0.0.4; charset=utf-8',
      fields: [],
    },
  ],
  jobs: [],
  resource: { 'service.name': 'somebody-else' },
  spanAttributes: [],
  logKeys: [],
  panels: { 'gatewatch-gateway-overview/Heap': 'another' },
  lokiJobs: [],
};
let facts: PresetFacts;
beforeAll(async () => (facts = { ...(await presetFacts('beamline')), record: RECORD }));

const derived = (id: string, of: PresetFacts = facts): (string | undefined)[] =>
  derivedEvidence(of.preset, requirement(id)).map((one) => verify(of, requirement(id), one).problem);
const cited = (evidence: string, of: PresetFacts = facts): (string | undefined)[] =>
  parseEvidence(evidence).map((one) => verify(of, requirement('BG-X-01'), one).problem);

test('a metric holds by its binding and by a sample in the recorded run', () => {
  expect(derived('BG-M-01')).toEqual([undefined]);
  expect(derived('BG-B-01')).toEqual([undefined]);
  expect(derived('BG-M-02')).toEqual(['gateway_idempotency_misses_total had no complete sample']);
});

test('a metric under another name, with another type, label or bucket does not', () => {
  const bound = facts.binding.get('http.request.duration');
  if (bound === undefined) throw new Error('not bound');
  const changed = (change: Partial<typeof bound>): PresetFacts => ({
    ...facts,
    binding: new Map([...facts.binding, ['http.request.duration', { ...bound, ...change }]]),
  });
  expect(derived('BG-M-06', changed({ name: 'renamed' }))).toEqual([
    'http.request.duration is not exposed as gateway_http_request_duration_seconds',
  ]);
  expect(derived('BG-M-06', changed({ spec: { ...bound.spec, type: 'counter' } }))[0]).toMatch(
    /is a counter/,
  );
  expect(derived('BG-L-05', changed({ labels: { ...bound.labels, route: 'path' } }))).toEqual([
    'lacks route, has path as well',
  ]);
  expect(derived('BG-B-01', changed({ buckets: [0.1, 0.5, 1, 2, 6] }))[0]).toMatch(/has the bounds/);
});

test('an endpoint holds by its answer, an attribute by its value', () => {
  expect(derived('BG-E-01')).toEqual([undefined]);
  const failed = RECORD.endpoints.map((one) => ({ ...one, status: 404 }));
  expect(derived('BG-E-01', { ...facts, record: { ...RECORD, endpoints: failed } })).toEqual([
    'it answered 404',
  ]);
  expect(derived('BG-A-01')).toEqual(['it was "somebody-else"']);
});

test('an ordinary route holds by one of its recorded answers, a check of the text by its result', () => {
  const wish = (demand: string): Requirement => ({ ...requirement('BG-E-01'), demand });
  const json = 'application/json; charset=utf-8';
  const routes = [
    { endpoint: 'GET /health', status: 503, contentType: json, fields: ['status'] },
    { endpoint: 'GET /health', status: 200, contentType: json, fields: ['status'] },
  ];
  const of = { ...facts, record: { ...RECORD, checks: { scenario: true }, routes } };
  const given = (demand: string, reference: string): string | undefined =>
    verify(of, wish(demand), { kind: 'route', reference }).problem;
  expect(given(`GET \`/health\` -> 200 \`${json}\`; fields: status`, 'GET /health')).toBeUndefined();
  expect(given(`GET \`/health\` -> 200 \`${json}\`; fields: status, uptime`, 'GET /health')).toBe(
    'its answer lacks uptime',
  );
  expect(given(`GET \`/health\` -> 404 \`${json}\`; body: none`, 'GET /health')).toBe('it answered 503, 200');
  expect(given(`GET \`/health\` -> 200 \`text/plain\`; body: any`, 'GET /health')).toMatch(/answered with/);
  expect(given(`GET \`/other\` -> 200 \`${json}\`; body: any`, 'GET /other')).toBe('it was not asked');

  const gatewayz = { ...facts, preset: { ...facts.preset, name: 'gatewayz' } };
  const seed = (checks: Record<string, boolean>): (string | undefined)[] =>
    cited('seed:otlp-http', { ...gatewayz, record: { ...RECORD, checks } });
  expect(seed({ 'seed:otlp-http': true })).toEqual([undefined]);
  expect(seed({ 'seed:otlp-http': false })[0]).toMatch(/did not pass/);
  expect(seed({})[0]).toMatch(/did not pass/);
  expect(cited('seed:wishes', gatewayz)).toEqual(['the text lists no check "wishes"']);
});

test('a recording rule holds by a sample of its series', () => {
  const name = 'slo:http_availability_total:rate5m';
  const given = (recorded: string[]): string | undefined =>
    cited(`record:${name}`, { ...facts, record: { ...RECORD, checks: { rules: true }, recorded } })[0];
  expect(given([name])).toBeUndefined();
  expect(given([])).toBe(`${name} had no sample`);
  expect(cited('record:no:such')).toEqual(['the preset has no recording rule no:such']);
});

test('a guide holds by the run of the very commands and queries that it has', () => {
  const [section] = guidesOf('gatewayz').filter(({ name }) => name.includes('/gatewayz.md#'));
  if (section === undefined) throw new Error('gatewayz has no guide');
  const given = (guides: Record<string, string>, preset = 'gatewayz'): string | undefined =>
    cited(`guide:${section.name}`, {
      ...facts,
      preset: { ...facts.preset, name: preset },
      record: { ...RECORD, checks: { guides: true }, guides },
    })[0];
  expect(given({ [section.name]: section.hash })).toBeUndefined();
  expect(given({ [section.name]: 'of another text' })).toMatch(/was not carried out as it is now/);
  expect(given({})).toMatch(/was not carried out/);
  expect(given({ [section.name]: section.hash }, 'beamline')).toMatch(/no guide of the preset/);
});

test('a live check holds if it exists, was recorded, and passed', () => {
  expect(cited('check:metrics')).toEqual([undefined]);
  expect(cited('check:ledger')).toEqual(['the check "ledger" did not pass']);
  expect(cited('check:wishes')).toEqual(['there is no live check "wishes"']);
  expect(cited('check:metrics', { ...facts, record: undefined, noRecord: 'no run is recorded' })).toEqual([
    'no run is recorded',
  ]);
});

test('files, tests, symbols, variables, settings, rules and panels are looked up', () => {
  const here = 'docs/coverage/verify.test.ts';
  expect(cited(`test:${here}#files, tests, symbols`)).toEqual([undefined]);
  expect(cited(`test:${here}#no test of ${'this'} title`)[0]).toMatch(/does not have/);
  expect(cited('test:docs/coverage/verify.ts#anything')[0]).toMatch(/a test is cited as/);
  expect(cited('file:docs/coverage/nothing.ts')).toEqual(['there is no file docs/coverage/nothing.ts']);
  expect(cited('file:CONTRIBUTING.md### Rules')).toEqual([undefined]);
  expect(cited('file:CONTRIBUTING.md### Wishes')[0]).toMatch(/does not have "## Wishes"/);
  expect(cited('symbol:docs/coverage/verify.ts#verify')).toEqual([undefined]);
  expect(cited('symbol:docs/coverage/verify.ts#HOLDS')[0]).toMatch(/does not have/);
  expect(cited('variable:GATEWATCH_PRESET ; setting:retention.prometheus')).toEqual([undefined, undefined]);
  expect(cited('variable:GATEWATCH_WISH ; setting:wish')).toEqual([
    'the preload has no variable GATEWATCH_WISH',
    'there is no setting wish',
  ]);
  expect(cited('alert:NoSuchAlert')[0]).toMatch(/no rule/);
  expect(cited('panel:board/Nothing')[0]).toMatch(/no panel/);
  const heap = 'gatewatch-gateway-overview/Heap';
  expect(cited(`panel:${heap}`)[0]).toMatch(/asked something else/);
  const proven = { ...RECORD, checks: { panels: true }, panels: facts.panels };
  expect(cited(`panel:${heap}`, { ...facts, record: proven })).toEqual([undefined]);
  expect(cited(`panel:${heap}`, { ...facts, record: { ...proven, panels: {} } })[0]).toMatch(/was not there/);
  expect(() => parseEvidence('hope:it works')).toThrow(/must be KIND:REFERENCE/);
});

test('no row is dropped, and what nothing shows is unmet', async () => {
  const rows = await coverage('beamline');
  expect(rows.map((row) => row.requirement.id)).toEqual(requirements.map(({ id }) => id));
  const counts = countRows(rows);
  expect(counts.met + counts.unmet + counts.planned).toBe(requirements.length);
  expect(strictlyUnmet(counts)).toBe(
    rows.filter(
      ({ status, requirement: { kind } }) => status === 'unmet' && kind !== 'alert' && kind !== 'panel',
    ).length,
  );
  const page = coveragePage('beamline', rows, undefined);
  for (const { id } of requirements) expect(page).toContain(`| ${id} | `);
  for (const { verdicts, status } of rows) if (verdicts.length === 0) expect(status).not.toBe('met');
});

test('the page reports how each check of the recorded run ended', () => {
  const page = coveragePage('beamline', [], { ledger: true, 'seed:health': false });
  expect(page).toContain('## Results of the recorded run\n\n1 of 2 checks passed.');
  expect(page).toContain('| ledger | passed |\n| seed:health | **failed** |');
  expect(coveragePage('beamline', [], undefined)).toContain(
    'No run of this version of the preset is recorded.',
  );
});
