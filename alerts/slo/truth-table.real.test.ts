import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { presets } from '../../instrumentation/presets';
import { locateTool } from '../../tools';
import { DAY, HOUR, MINUTE, promDuration, type Seconds } from '../duration';
import { renderRules } from '../render/rules';
import type { AlertGroup } from '../rule';
import { rulesOf } from '../tests/fixture';
import { run } from '../tests/promtool';
import { seriesBuilder, ORDERS, type InputSeries } from '../tests/series';
import { counter, gauge, type Phase } from '../tests/values';

// From counters through every recording rule to the alert, at the real windows: what the cases of the alerts take as given.
const STEP = MINUTE;
const minutes = (length: Seconds): number => length / STEP;

interface Row {
  readonly name: string;
  readonly series: readonly InputSeries[];
  /** Which of the objective's alerts fire at a time, `Fast` the page and `Slow` the ticket; the list is complete. */
  readonly checks: readonly (readonly [at: Seconds, firing: readonly ('Fast' | 'Slow')[]])[];
  /** Values of recorded series at the end. */
  readonly recorded?: Readonly<Record<string, number>>;
}

const rules = rulesOf(presets['default']!);
const s = seriesBuilder(rules.binding, rules.jobs);

/** Requests that go well, and that fail: how many each minute adds. */
function requests(ok: readonly Phase[], failed: readonly Phase[]): readonly InputSeries[] {
  const labels = { method: 'GET', route: '/orders' } as const;
  return [
    s.series('http.requests', { ...labels, status_code: '200', outcome: 'ok' }, ORDERS, counter(...ok)),
    s.series(
      'http.requests',
      { ...labels, status_code: '500', outcome: 'server_error' },
      ORDERS,
      counter(...failed),
    ),
  ];
}

/** A share of 60,000 requests a minute fails from the begin on. */
const burn = (share: number, length: Seconds): readonly InputSeries[] =>
  requests([[minutes(length), 60_000 * (1 - share)]], [[minutes(length), 60_000 * share]]);

/** One event at the full hour. */
const hourly = (hours: number): readonly Phase[] =>
  Array.from({ length: hours }, (): readonly Phase[] => [
    [60, 0],
    [1, 1],
  ])
    .flat()
    .map(([length, value], index): Phase =>
      index % 2 === 0 && index > 0 ? [length - 1, value] : [length, value],
    );

const AVAILABILITY: readonly Row[] = [
  {
    name: 'one failure in ten requests does not page',
    series: requests(
      [
        [30, 0],
        [9, 1],
        [90, 0],
      ],
      [
        [39, 0],
        [1, 1],
        [90, 0],
      ],
    ),
    checks: [40, 42, 45, 60, 90].map((minute) => [minute * MINUTE, []] as const),
  },
  {
    name: 'a total outage at 0.1 requests a second pages within minutes',
    series: requests(
      [
        [60, 6],
        [60, 0],
      ],
      [
        [60, 0],
        [60, 6],
      ],
    ),
    checks: [
      [60 * MINUTE, []],
      [65 * MINUTE, ['Fast']],
    ],
  },
  {
    name: '2 % of the budget in an hour page, and not before',
    series: burn(0.015, 2 * HOUR),
    checks: [
      // Alone from the begin on the ratio is there at once: the count of events is what a page waits for.
      [10 * MINUTE, ['Fast']],
    ],
  },
  {
    name: '2 % of the budget in an hour after a clean day page when they are gone',
    series: requests(
      [
        [minutes(2 * HOUR), 60_000],
        [minutes(2 * HOUR), 59_100],
      ],
      [
        [minutes(2 * HOUR), 0],
        [minutes(2 * HOUR), 900],
      ],
    ),
    checks: [
      // The service is two hours old, so that its ticket sees a tenth of all its budget gone at once.
      [2 * HOUR + 50 * MINUTE, ['Slow']],
      [3 * HOUR + 5 * MINUTE, ['Fast', 'Slow']],
    ],
  },
  {
    name: '5 % of the budget in six hours page',
    series: requests(
      [
        [minutes(6 * HOUR), 60_000],
        [minutes(7 * HOUR), 59_580],
      ],
      [
        [minutes(6 * HOUR), 0],
        [minutes(7 * HOUR), 420],
      ],
    ),
    checks: [
      [10 * HOUR, ['Slow']],
      [11 * HOUR + 45 * MINUTE, ['Fast', 'Slow']],
    ],
  },
  {
    name: '10 % of the budget in a day make a ticket and no page',
    series: requests(
      [
        [minutes(DAY), 60_000],
        [minutes(DAY), 59_790],
      ],
      [
        [minutes(DAY), 0],
        [minutes(DAY), 210],
      ],
    ),
    checks: [
      [DAY + 6 * HOUR, []],
      [DAY + 22 * HOUR, ['Slow']],
    ],
  },
  {
    name: '10 % of the budget in three days make a ticket and no page',
    series: requests(
      [
        [minutes(3 * DAY), 60_000],
        [minutes(3 * DAY), 59_928],
      ],
      [
        [minutes(3 * DAY), 0],
        [minutes(3 * DAY), 72],
      ],
    ),
    checks: [
      [3 * DAY + 56 * HOUR, []],
      [3 * DAY + 64 * HOUR, ['Slow']],
    ],
  },
  {
    name: 'what the objective allows is silent',
    series: burn(0.0009, 8 * HOUR),
    checks: [[8 * HOUR - MINUTE, []]],
  },
  {
    name: 'a total outage at one request an hour pages',
    series: requests([[minutes(8 * HOUR), 0]], hourly(8)),
    checks: [
      [3 * HOUR + 30 * MINUTE, []],
      [6 * HOUR + 30 * MINUTE, ['Fast', 'Slow']],
    ],
  },
  {
    name: 'a budget that is overspent is negative, not an error',
    series: burn(1, 2 * HOUR),
    checks: [[HOUR, ['Fast', 'Slow']]],
    recorded: {
      'slo:http_availability_error:ratio30d': 1,
      'slo:http_availability_budget_remaining:ratio30d': -999,
    },
  },
  { name: 'no series at all', series: [], checks: [[2 * HOUR, []]] },
  {
    name: 'no traffic at all: 0 of 0 is no number, and no alert',
    series: requests([[120, 0]], [[120, 0]]),
    checks: [[100 * MINUTE, []]],
    recorded: { 'slo:http_availability_total:rate1h': 0 },
  },
  {
    name: 'counters that begin anew are no failures',
    series: ['200', '500'].map((status_code) =>
      s.series(
        'http.requests',
        {
          method: 'GET',
          route: '/orders',
          status_code,
          outcome: status_code === '200' ? 'ok' : 'server_error',
        },
        ORDERS,
        status_code === '200' ? '0+600x59 0+600x59' : '5000x59 0x59',
      ),
    ),
    checks: [58, 61, 62, 65, 100].map((minute) => [minute * MINUTE, []] as const),
  },
];

describe('the objective of availability', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatewatch-slo-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds every row of the truth table', () => {
    const problems = promtoolProblems(
      folder,
      rules.groups,
      'http_availability',
      'HttpAvailability',
      AVAILABILITY,
    );
    process.stdout.write(`SLO truth table: ${AVAILABILITY.length} rows\n`);
    expect(problems).toBe('SUCCESS');
  }, 600_000);

  it('one tenant whose webhooks are lost is seen beside a large one whose are not, and freshness without any traffic', () => {
    const hub = rulesOf(presets['warehouse-hub']!);
    const own = seriesBuilder(hub.binding, hub.jobs);
    const delivered = (tenant: string, outcome: 'delivered' | 'dead_lettered', ...phases: Phase[]) =>
      own.series('webhooks.deliveries', { tenant, outcome }, ORDERS, counter(...phases));
    const rows: readonly Row[] = [
      {
        name: 'a small tenant beside a large one',
        series: [delivered('large', 'delivered', [90, 10_000]), delivered('small', 'dead_lettered', [90, 1])],
        checks: [[60 * MINUTE, ['Fast', 'Slow']]],
      },
    ];
    expect(promtoolProblems(folder, hub.groups, 'webhook_delivery', 'WebhookDelivery', rows)).toBe('SUCCESS');
    const stuck: readonly Row[] = [
      {
        name: 'the oldest webhook is ten minutes old',
        series: [own.series('webhooks.oldest_pending', {}, ORDERS, gauge([60, 0], [120, 600]))],
        checks: [
          [60 * MINUTE, []],
          [80 * MINUTE, ['Fast', 'Slow']],
        ],
      },
      {
        name: 'the oldest webhook is exactly as old as it may be',
        series: [own.series('webhooks.oldest_pending', {}, ORDERS, gauge([180, 300]))],
        checks: [[170 * MINUTE, []]],
      },
    ];
    expect(promtoolProblems(folder, hub.groups, 'webhook_freshness', 'WebhookFreshness', stuck)).toBe(
      'SUCCESS',
    );
  }, 600_000);
});

/** What promtool says of the rows, `SUCCESS` if nothing. */
function promtoolProblems(
  folder: string,
  groups: readonly AlertGroup[],
  id: string,
  name: string,
  rows: readonly Row[],
): string {
  const own = groups.filter((group) => group.name === `slo.${id}` || group.name === `slo.${id}.period`);
  expect(own).toHaveLength(2);
  writeFileSync(join(folder, 'rules.yml'), renderRules(own));
  const tests = rows.map((row) => ({
    name: row.name,
    interval: promDuration(STEP),
    input_series: row.series.map(({ series, values }) => ({ series, values })),
    promql_expr_test: [
      ...row.checks.map(([at, firing]) => ({
        expr: 'count by (alertname) (ALERTS{alertstate="firing"})',
        eval_time: promDuration(at),
        exp_samples: firing.map((speed) => ({ labels: `{alertname="${name}BudgetBurn${speed}"}`, value: 1 })),
      })),
      ...Object.entries(row.recorded ?? {}).map(([record, value]) => ({
        expr: `sum(${record})`,
        eval_time: promDuration(row.checks.at(-1)?.[0] ?? 0),
        exp_samples: [{ labels: '{}', value }],
      })),
    ],
  }));
  writeFileSync(
    join(folder, 'test.yml'),
    stringify({ rule_files: ['rules.yml'], evaluation_interval: promDuration(STEP), tests }),
  );
  const { output, status } = run(locateTool('promtool'), ['test', 'rules', 'test.yml'], folder);
  return status === 0 ? 'SUCCESS' : output;
}
