import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { locateTool } from '../../tools';
import { presets } from '../../instrumentation/presets';
import {
  ALL_VARIABLES,
  annotationQueries,
  interpolate,
  type Target,
  targets,
  variableQueries,
  type VariableValues,
} from '..';
import { freshBoard, freshBoards } from '../kit/fixture';

const time = { rateInterval: '1m', interval: '15s', range: '5m' };
const prometheusTargets = targets(freshBoard()).filter(({ datasource }) => datasource === 'prometheus');

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'gatewatch-promql-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Runs promtool on a file; throws with its output if it finds fault. */
function promtool(args: readonly string[], name: string, content: object): string {
  const file = join(dir, name);
  writeFileSync(file, stringify(content));
  return execFileSync(locateTool('promtool'), [...args, file], { encoding: 'utf8', stdio: 'pipe' });
}

function checkRules(exprs: readonly string[]): string {
  const rules = exprs.map((expr, index) => ({ record: `board:query:${index}`, expr }));
  return promtool(['check', 'rules'], 'rules.yml', { groups: [{ name: 'boards', rules }] });
}

function expr(
  panelId: number,
  refId: string,
  variables: VariableValues = ALL_VARIABLES,
  among: readonly Target[] = prometheusTargets,
): string {
  const found: Target | undefined = among.find(
    (target) => target.panelId === panelId && target.refId === refId,
  );
  if (found === undefined) throw new Error(`the board has no panel ${panelId} with query ${refId}`);
  return interpolate(found.expr, variables, time);
}

describe('promtool', () => {
  const choices: readonly (readonly [string, VariableValues])[] = [
    ['All', ALL_VARIABLES],
    [
      'awkward names',
      {
        ...ALL_VARIABLES,
        environment: ['prod'],
        tenant: ['a"b'],
        service: ['a.b', 'c+d'],
        route: ['/v1.0/{id}', '/say/"hi"', 'a\\b'],
      },
    ],
  ];

  const everyChoice = Object.values(presets).flatMap((preset) =>
    choices.map(([name, variables]) => [preset.name, name, variables] as const),
  );

  it.each(everyChoice)('parses every query of the preset %s with %s chosen', (preset, _, variables) => {
    const own = freshBoards(presets[preset]);
    const queries = [
      ...own.flatMap(targets).flatMap(({ datasource, expr }) => (datasource === 'prometheus' ? [expr] : [])),
      ...own.flatMap(annotationQueries).map((annotation) => annotation.expr),
      ...own.flatMap(variableQueries).map(({ selector }) => selector),
    ];
    expect(queries.length).toBeGreaterThan(30);
    const filled = queries.map((query) => interpolate(query, variables, time));
    expect(checkRules(filled)).toContain(`${filled.length} rules found`);
  });

  it('refuses a query that is broken', () => {
    expect(() => checkRules([expr(202, 'errors').replace(/\)$/, '))')])).toThrow(/parse error/);
  });
});

const TARGET = 'job="gateway",instance="i:1",service="s",environment="e"';
const requests = (more: string) => `http_server_requests_total{${TARGET},http_route="/x",${more}}`;
const up = { series: `up{${TARGET}}`, values: '1x20' };

/** What promtool computes for the expression at 5 minutes, for the series given (a sample each 15 s). */
function expectValues(
  input: readonly { readonly series: string; readonly values: string }[],
  query: string,
  samples: readonly { readonly labels: string; readonly value: number }[],
): void {
  const tests = [
    {
      interval: '15s',
      input_series: input,
      promql_expr_test: [{ expr: query, eval_time: '5m', exp_samples: samples }],
    },
  ];
  expect(
    promtool(['test', 'rules'], 'test.yml', { evaluation_interval: '15s', fuzzy_compare: true, tests }),
  ).toContain('SUCCESS');
}

describe('no events differs from a missing metric', () => {
  const ok = requests('outcome="ok"');
  const ratio = expr(202, 'errors');
  const isNaN = `count(${ratio} != ${ratio})`;

  it('the error ratio is 0 before the first error', () => {
    expectValues([{ series: ok, values: '0+15x20' }], ratio, [{ labels: '{service="s"}', value: 0 }]);
  });

  it('it is the share of errors once there are some', () => {
    const failed = { series: requests('outcome="server_error"'), values: '0+5x20' };
    expectValues([{ series: ok, values: '0+15x20' }, failed], ratio, [
      { labels: '{service="s"}', value: 0.25 },
    ]);
  });

  it('it is NaN without traffic, and absent without the metric', () => {
    expectValues([{ series: ok, values: '7x20' }], isNaN, [{ labels: '{}', value: 1 }]);
    expectValues([up], ratio, []);
  });

  it('the rate is 0 without traffic, and absent without the metric', () => {
    expectValues([{ series: ok, values: '7x20' }], expr(201, 'requests'), [
      { labels: '{outcome="ok"}', value: 0 },
    ]);
    expectValues([up], expr(201, 'requests'), []);
  });

  it('a counter that comes with its first event is 0 while the instrumentation is there, and absent without it', () => {
    const info = {
      series: `gatewatch_build_info{${TARGET},version="1",preset="p",node_version="n"}`,
      values: '1x20',
    };
    const born = { series: `gatewatch_internal_errors_total{${TARGET},where="w"}`, values: '0+15x20' };
    const errors = expr(703, 'errors');
    expectValues([info], errors, [{ labels: '{service="s"}', value: 0 }]);
    expectValues([info, born], errors, [{ labels: '{service="s",where="w"}', value: 1 }]);
    expectValues([up], errors, []);
  });

  it('targets that are down are counted, and none is not the same as nothing scraped', () => {
    const down = { series: up.series.replace('i:1', 'i:2'), values: '0x20' };
    expectValues([up], expr(102, 'down'), [{ labels: '{}', value: 0 }]);
    expectValues([up, down], expr(102, 'down'), [{ labels: '{}', value: 1 }]);
    expectValues([], expr(102, 'down'), []);
  });
});

describe('the preset gatewayz', () => {
  const own = targets(freshBoards(presets['gatewayz'])[0]!);
  const target = (job: string) => `job="${job}",instance="i:1",service="s",environment="e"`;
  const answers = (code: string) =>
    `http_requests_total{${target('gatewayz_production')},method="GET",endpoint="/x",status_code="${code}"}`;

  it('tells errors by the status code', () => {
    const series = [
      { series: answers('200'), values: '0+12x20' },
      { series: answers('404'), values: '0+3x20' },
      { series: answers('503'), values: '0+5x20' },
    ];
    expectValues(series, expr(202, 'errors', ALL_VARIABLES, own), [{ labels: '{service="s"}', value: 0.25 }]);
    expectValues(series.slice(0, 2), expr(202, 'errors', ALL_VARIABLES, own), [
      { labels: '{service="s"}', value: 0 },
    ]);
  });

  it('counts a process once that two jobs scrape', () => {
    const both = ['gatewayz_production', 'gatewayz_data_metrics_production'].map((job) => ({
      series: `up{${target(job)}}`,
      values: '1x20',
    }));
    expectValues(both, expr(101, 'up', ALL_VARIABLES, own), [{ labels: '{}', value: 1 }]);
    const half = both.map((one, index) => ({ ...one, values: index === 0 ? '1x20' : '0x20' }));
    expectValues(half, expr(102, 'down', ALL_VARIABLES, own), [{ labels: '{}', value: 1 }]);
  });
});

it('a variable narrows a query to what was chosen', () => {
  const all = [
    { series: requests('outcome="ok"'), values: '0+15x20' },
    { series: requests('outcome="ok"').replace('service="s"', 'service="t.u"'), values: '0+30x20' },
    { series: requests('outcome="ok"').replace('service="s"', 'service="tXu"'), values: '0+60x20' },
  ];
  const chosen = { ...ALL_VARIABLES, service: ['t.u'] };
  expectValues(all, expr(201, 'requests'), [{ labels: '{outcome="ok"}', value: 7 }]);
  expectValues(all, expr(201, 'requests', chosen), [{ labels: '{outcome="ok"}', value: 2 }]);
});
