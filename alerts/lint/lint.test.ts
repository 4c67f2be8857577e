import type { AlertmanagerConfig } from '../routing';
import type { AlertGroup, AlertRule } from '../rule';
import { CHECKS, lint, type LintException, type LintSubject } from '.';
import type { KnownSeries } from './subject';

const SERIES: ReadonlyMap<string, KnownSeries> = new Map<string, KnownSeries>([
  ['requests_total', { type: 'counter', labels: ['service', 'status'] }],
  ['retries_total', { type: 'counter', labels: ['service'] }],
  ['in_flight', { type: 'gauge', labels: ['service'] }],
  ['limit', { type: 'gauge', labels: ['pool'] }],
  ['duration_seconds_bucket', { type: 'bucket', labels: ['service', 'le'], bounds: [0.1, 0.5, 1] }],
  ['duration_seconds_count', { type: 'counter', labels: ['service'] }],
]);

const RULE: AlertRule = {
  alert: 'GatewayDown',
  expr: 'in_flight > 5',
  for: 60,
  labels: { severity: 'critical' },
  annotations: {
    summary: 'Too much at once.',
    description: '{{ $labels.service }} has {{ $value | humanize }} requests in flight.',
    runbook_url: 'https://runbooks.example.com/GatewayDown.md',
    dashboard_url: 'https://grafana.example.com/d/x',
  },
  seriesLabels: ['service'],
  uses: [],
  looksBack: 0,
  reaches: 0,
};

const subjectOf = (rule: Partial<AlertRule>, over: Partial<LintSubject> = {}): LintSubject => ({
  series: SERIES,
  groups: [{ name: 'group', interval: 15, rules: [{ ...RULE, ...rule }] }],
  panels: [],
  tested: new Set(['GatewayDown']),
  ...over,
});
const expr = (text: string): LintSubject => subjectOf({ expr: text });
const record = (name: string, text: string): AlertGroup => ({
  name: 'records',
  interval: 15,
  records: [{ record: name, expr: text, seriesLabels: ['service'], uses: [] }],
  rules: [{ ...RULE, expr: 'rule:requests:rate5m > 1' }],
});
const withRecord = (name: string): LintSubject =>
  subjectOf(
    {},
    {
      groups: [record(name, 'sum by (service) (rate(requests_total[5m]))')],
      series: new Map([...SERIES, ['rule:requests:rate5m', { type: 'record', labels: ['service'] }]]),
    },
  );
const routed = (config: Partial<AlertmanagerConfig>): LintSubject =>
  subjectOf(
    {},
    { alertmanager: { route: { receiver: 'page' }, receivers: [], inhibit_rules: [], ...config } },
  );

/** For each check something that it finds, with a part of what it says, and the same done right. */
const FIXTURES: readonly (readonly [check: string, says: string, wrong: LintSubject, right: LintSubject])[] =
  [
    ['syntax', 'is no PromQL', expr('in_flight >'), expr('in_flight > 1')],
    ['unknown-series', 'nobody exposes in_fligth', expr('in_fligth > 1'), expr('up == 0')],
    ['types', 'is a gauge', expr('rate(in_flight[5m]) > 1'), expr('deriv(in_flight[5m]) > 1')],
    [
      'types',
      'is a counter',
      expr('delta(requests_total[5m]) > 1'),
      expr('increase(requests_total[5m]) > 1'),
    ],
    [
      'raw-counters',
      'read raw',
      expr('sum(requests_total) > 100'),
      expr('sum(rate(requests_total[5m])) > 1'),
    ],
    ['raw-counters', 'read raw', expr('sum(requests_total) > 1'), expr('sum(requests_total) > 0')],
    [
      'rate-or-rate',
      'leaves the second out',
      expr('(rate(requests_total[5m]) or rate(retries_total[5m])) > 1'),
      expr('(rate(retries_total[5m]) or 0 * rate(requests_total[5m])) > 1'),
    ],
    [
      'rate-of-sum',
      'starts again',
      expr('rate(sum(requests_total)[5m:1m]) > 1'),
      expr('max_over_time(sum(rate(requests_total[1m]))[5m:1m]) > 1'),
    ],
    [
      'quantiles',
      'never above 2',
      expr('histogram_quantile(0.95, sum by (le) (rate(duration_seconds_bucket[5m]))) > 2'),
      expr('histogram_quantile(0.95, sum by (le) (rate(duration_seconds_bucket[5m]))) > 0.5'),
    ],
    [
      'quantiles',
      'a guess between 0.1 and 0.5',
      expr('histogram_quantile(0.95, sum by (le) (rate(duration_seconds_bucket[5m]))) > 0.3'),
      expr('histogram_quantile(0.95, sum by (le) (rate(duration_seconds_bucket[5m]))) > 0.1'),
    ],
    [
      'quantiles',
      'without le',
      expr('histogram_quantile(0.95, sum by (service) (rate(duration_seconds_bucket[5m]))) > 0.5'),
      expr('histogram_quantile(0.95, sum by (service, le) (rate(duration_seconds_bucket[5m]))) > 0.5'),
    ],
    [
      'quantiles',
      'has no buckets',
      expr('histogram_quantile(0.95, rate(duration_seconds_count[5m])) > 0.5'),
      expr('histogram_quantile(0.95, rate(duration_seconds_bucket[5m])) > 0.5'),
    ],
    [
      'bounds',
      'no bucket with le="0.2"',
      expr('rate(duration_seconds_bucket{le="0.2"}[5m]) > 1'),
      expr('rate(duration_seconds_bucket{le="0.5"}[5m]) > 1'),
    ],
    ['matchers', 'no label sevrice', expr('in_flight{sevrice="a"} > 1'), expr('in_flight{service="a"} > 1')],
    [
      'grouping',
      'groups by pool',
      expr('sum by (pool) (in_flight) > 1'),
      expr('sum by (service) (in_flight) > 1'),
    ],
    ['joins', 'matches nothing', expr('in_flight / limit > 1'), expr('sum(in_flight) / sum(limit) > 1')],
    [
      'joins',
      'which one side does not have',
      expr('in_flight / on (pool) limit > 1'),
      expr('in_flight / on (service) rate(retries_total[5m]) > 1'),
    ],
    ['for', 'one bad evaluation', subjectOf({ for: 0 }), subjectOf({ for: 30 })],
    ['absent', 'without a matcher', expr('absent(in_flight)'), expr('absent(in_flight{service="orders"})')],
    [
      'policy',
      'has no runbook_url',
      subjectOf({ annotations: { ...RULE.annotations, runbook_url: '' } }),
      subjectOf({}),
    ],
    [
      'policy',
      'is a template',
      subjectOf({ labels: { severity: 'critical', a: '{{ $value }}' } }),
      subjectOf({}),
    ],
    [
      'policy',
      'asks for the label pool',
      subjectOf({ annotations: { ...RULE.annotations, description: '{{ $labels.pool }} is full.' } }),
      subjectOf({ seriesLabels: ['pool', 'service'] }),
    ],
    [
      'unused-records',
      'no rule and no panel',
      withRecord('rule:requests:rate1m'),
      withRecord('rule:requests:rate5m'),
    ],
    ['tests', 'has no case', subjectOf({}, { tested: new Set() }), subjectOf({})],
    [
      'alertmanager',
      'names GatewayDwon, which is no alert',
      routed({
        route: { receiver: 'page', routes: [{ receiver: 'page', matchers: ['alertname="GatewayDwon"'] }] },
      }),
      routed({
        route: { receiver: 'page', routes: [{ receiver: 'page', matchers: ['alertname="GatewayDown"'] }] },
      }),
    ],
    [
      'alertmanager',
      'groups by sevrice',
      routed({ route: { receiver: 'page', group_by: ['sevrice'] } }),
      routed({ route: { receiver: 'page', group_by: ['service'] } }),
    ],
    [
      'alertmanager',
      'is equal in pod',
      routed({ inhibit_rules: [inhibition('pod')] }),
      routed({ inhibit_rules: [inhibition('service')] }),
    ],
  ];

function inhibition(equal: string): AlertmanagerConfig['inhibit_rules'][number] {
  return {
    source_matchers: ['alertname="GatewayDown"'],
    target_matchers: ['severity="warning"'],
    equal: [equal],
  };
}

it.each(FIXTURES)('%s finds what %s, and nothing where it is right', (check, says, wrong, right) => {
  const found = (subject: LintSubject): string[] =>
    lint(subject, [], '2026-01-01')
      .filter((one) => one.check === check)
      .map(({ message }) => message);
  expect(found(wrong)).toEqual([expect.stringContaining(says)]);
  expect(found(right)).toEqual([]);
});

it('every check has a fixture that it finds and one that it does not', () => {
  const names = new Set(FIXTURES.map(([check]) => check));
  expect(CHECKS.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
});

it('panels are checked as rules are', () => {
  const panels = [{ where: 'board/panel A', text: 'sum(requests_total)' }];
  expect(lint(subjectOf({}, { panels }), [], '2026-01-01')).toEqual([
    expect.objectContaining({ check: 'raw-counters', where: 'board/panel A' }),
  ]);
  const right = [{ where: 'board/panel A', text: 'sum(rate(requests_total[$__rate_interval]))' }];
  expect(lint(subjectOf({}, { panels: right }), [], '2026-01-01')).toEqual([]);
});

describe('exceptions', () => {
  const wrong = subjectOf({ for: 0 });
  const exception: LintException = {
    check: 'for',
    where: 'GatewayDown',
    reason: 'The condition holds for minutes by itself.',
    until: '2026-06-30',
  };
  const messages = (subject: LintSubject, one: LintException, today = '2026-06-30'): string[] =>
    lint(subject, [one], today).map(({ check, message }) => `${check}: ${message}`);

  it('excuse a finding until the day that they name', () => {
    expect(messages(wrong, exception)).toEqual([]);
    expect(messages(wrong, exception, '2026-07-01')).toEqual([
      'for: has no for, so one bad evaluation fires it',
      'exception: the exception from for ended on 2026-06-30: look again, and extend or remove it',
    ]);
  });

  it('give a reason and a day, and are about something', () => {
    expect(messages(wrong, { ...exception, reason: 'later' })).toContain(
      'exception: the exception from for gives no reason: say why it is right as it is',
    );
    expect(messages(wrong, { ...exception, until: 'never' })).toContain(
      'exception: the exception from for ends on "never": a day as YYYY-MM-DD is needed',
    );
    expect(messages(subjectOf({}), exception)).toEqual([
      'exception: the exception from for excuses nothing any more: remove it',
    ]);
  });
});
