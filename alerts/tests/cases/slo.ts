import { promDuration, type Seconds } from '../../duration';
import type { AlertName } from '../../packs';
import {
  type BurnPair,
  BURN_FOR,
  BURN_KEEP_FIRING_FOR,
  burnAlerts,
  burnThreshold,
  LOW_TRAFFIC,
  MIN_BAD_EVENTS,
  type Slo,
  sloNames,
  WORKBOOK_PAIRS,
} from '../../slo';
import { totalMetric } from '../../slo/slo';
import type { AlertCase, CaseKind, Firing, PackCases } from '../case';
import { BILLING, type InputSeries, ORDERS, type SeriesBuilder, serviceOf, type Target } from '../series';
import { gauge, STEP } from '../values';

/** Recorded rates of a window, in events per second, as the alert reads them. */
type Rates = Readonly<Record<Seconds, { readonly bad: number; readonly total: number }>>;

const STEPS = 400;
const QUIET = 20;

/**
 * Cases of the two alerts of an objective, fed with the recorded series. That those are recorded rightly from the
 * counters is for the truth tables to show.
 */
export function sloCases(slo: Slo): PackCases {
  return (s) =>
    (['critical', 'warning'] as const).flatMap((severity) =>
      burnCases(
        slo,
        severity,
        (slo.pairs ?? WORKBOOK_PAIRS).filter((pair) => pair.severity === severity),
        s,
      ),
    );
}

function burnCases(
  slo: Slo,
  severity: BurnPair['severity'],
  pairs: readonly BurnPair[],
  s: SeriesBuilder,
): readonly AlertCase[] {
  const names = burnAlerts(slo.name);
  const alert = (severity === 'critical' ? names.fast : names.slow) as AlertName;
  const labels = groupLabels(slo, s);
  const feed = (target: Target, rates: Rates): readonly InputSeries[] =>
    recorded(slo, labels(target), rates, (value) => gauge([STEPS, value]));
  const waited = BURN_FOR[severity] + 5 * STEP;
  const fired = (target: Target, value: number): Firing => ({ labels: labels(target), value });
  const one = (
    kind: CaseKind,
    name: string,
    series: readonly InputSeries[],
    firing: readonly Firing[],
  ): AlertCase => ({ alert, kind, name, series, checks: [{ at: waited, firing }] });

  const ofPair = pairs.flatMap((pair): AlertCase[] => {
    const limit = burnThreshold(pair, slo.objective, slo.period);
    const title = `${promDuration(pair.long)} and ${promDuration(pair.short)}`;
    const both = (long: number, short: number): Rates => ({
      ...calm(pairs),
      [pair.long]: { bad: long, total: 1 },
      [pair.short]: { bad: short, total: 1 },
    });
    const few = (count: number): Rates => {
      const bad = count / pair.long;
      return { ...calm(pairs), [pair.long]: { bad, total: bad }, [pair.short]: { bad, total: bad } };
    };
    const over = Math.min(1.5 * limit, (1 + limit) / 2);
    return [
      one('fires', `too many in ${title}`, feed(ORDERS, both(over, over)), [fired(ORDERS, over)]),
      one(
        'silent',
        `too many in one window of ${title} only`,
        [...feed(ORDERS, both(over, limit)), ...feed(BILLING, both(limit, over))],
        [],
      ),
      one(
        'boundary',
        `exactly the threshold in ${title} is allowed`,
        [...feed(ORDERS, both(limit, limit)), ...feed(BILLING, both(limit * 1.01, limit * 1.01))],
        [fired(BILLING, limit * 1.01)],
      ),
      one(
        'boundary',
        `fewer bad events in ${title} than count`,
        [...feed(ORDERS, few(MIN_BAD_EVENTS - 0.6)), ...feed(BILLING, few(MIN_BAD_EVENTS - 0.4))],
        [fired(BILLING, 1)],
      ),
    ];
  });
  const outage =
    severity === 'critical' && slo.indicator.kind !== 'freshness'
      ? lowTrafficCases(one, feed, fired, pairs)
      : [];
  return [...ofPair, ...outage, timeCase(slo, alert, severity, pairs, labels)];
}

/** No bad events in any window, but events. */
function calm(pairs: readonly BurnPair[]): Rates {
  const windows = [...pairs.flatMap(({ long, short }) => [long, short]), LOW_TRAFFIC.long, LOW_TRAFFIC.short];
  return Object.fromEntries(windows.map((window) => [window, { bad: 0, total: 1 }]));
}

function lowTrafficCases(
  one: (kind: CaseKind, name: string, series: readonly InputSeries[], firing: readonly Firing[]) => AlertCase,
  feed: (target: Target, rates: Rates) => readonly InputSeries[],
  fired: (target: Target, value: number) => Firing,
  pairs: readonly BurnPair[],
): readonly AlertCase[] {
  const { long, short, maxRate, badShare } = LOW_TRAFFIC;
  // The shorter windows are empty between two events: 0 of 0 is no number.
  const empty = Object.fromEntries(
    pairs.flatMap((pair) => [pair.long, pair.short]).map((window) => [window, { bad: 0, total: 0 }]),
  );
  const sparse = (share: number, count: number, rate: number): Rates => ({
    ...empty,
    [long]: { bad: count / long, total: rate },
    [short]: { bad: share * 1e-4, total: 1e-4 },
  });
  const enough = MIN_BAD_EVENTS - 0.4;
  const slow = maxRate * 0.99;
  return [
    one(
      'fires',
      'every event fails, of which there is one in an hour',
      feed(ORDERS, sparse(1, 24, 24 / long)),
      [fired(ORDERS, 1)],
    ),
    one(
      'boundary',
      'half of the few events is an outage, less is none',
      [
        ...feed(ORDERS, sparse(badShare * 0.98, enough, slow)),
        ...feed(BILLING, sparse(badShare, enough, slow)),
      ],
      [fired(BILLING, badShare)],
    ),
    one(
      'boundary',
      'fewer bad events in a day than count',
      [...feed(ORDERS, sparse(1, MIN_BAD_EVENTS - 0.6, slow)), ...feed(BILLING, sparse(1, enough, slow))],
      [fired(BILLING, 1)],
    ),
    one(
      'boundary',
      'more events than the guard is for',
      [...feed(ORDERS, sparse(1, enough, maxRate * 1.01)), ...feed(BILLING, sparse(1, enough, slow))],
      [fired(BILLING, 1)],
    ),
  ];
}

/** Bad from 5:00 on for the alert's `for` and a while. */
function timeCase(
  slo: Slo,
  alert: AlertName,
  severity: BurnPair['severity'],
  pairs: readonly BurnPair[],
  labels: (target: Target) => Readonly<Record<string, string>>,
): AlertCase {
  const wait = BURN_FOR[severity] / STEP;
  const end = QUIET + wait + 20;
  const gone = end + BURN_KEEP_FIRING_FOR[severity] / STEP;
  const [pair] = pairs;
  const bad = Object.fromEntries(
    [pair!.long, pair!.short].map((window) => [window, { bad: 1, total: 1 }]),
  ) as Rates;
  const firing = [{ labels: labels(ORDERS), value: 1 }];
  const others = Object.fromEntries(Object.entries(calm(pairs)).filter(([window]) => !(window in bad)));
  return {
    alert,
    kind: 'boundary',
    name: 'fires after its time, ends when the windows are calm and its time is over',
    series: [
      ...recorded(slo, labels(ORDERS), others as unknown as Rates, (value) => gauge([STEPS, value])),
      ...recorded(slo, labels(ORDERS), bad, (value, side) =>
        side === 'total' ? gauge([STEPS, value]) : gauge([QUIET, 0], [end - QUIET, value], [STEPS, 0]),
      ),
    ],
    checks: [
      { at: (QUIET + wait - 1) * STEP, firing: [] },
      { at: (QUIET + wait) * STEP, firing },
      { at: (gone - 1) * STEP, firing },
      { at: gone * STEP, firing: [] },
    ],
  };
}

function recorded(
  slo: Slo,
  labels: Readonly<Record<string, string>>,
  rates: Rates,
  values: (value: number, side: 'bad' | 'total') => string,
): readonly InputSeries[] {
  const id = totalMetric(slo.indicator);
  const text = Object.entries(labels).map(([name, value]) => `${name}="${value}"`);
  return Object.entries(rates).flatMap(([window, rate]) =>
    (['bad', 'total'] as const).map((side) => ({
      id,
      series: `${sloNames[side](slo.id, Number(window))}{${text.join(',')}}`,
      values: values(rate[side], side),
    })),
  );
}

/** Labels of an objective's groups, under their exposed names. */
function groupLabels(slo: Slo, s: SeriesBuilder): (target: Target) => Readonly<Record<string, string>> {
  const own = slo.groupBy.filter((key) => !(key in ORDERS));
  const exposed = s.exposed(totalMetric(slo.indicator), Object.fromEntries(own.map((key) => [key, 'acme'])));
  return (target) => ({ ...serviceOf(target), ...exposed });
}
