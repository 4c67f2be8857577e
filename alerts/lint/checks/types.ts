import { parts, type Promql } from '../promql';
import { type KnownSeries, parsed } from '../subject';
import { ofQueries } from './check';

const OF_COUNTERS = ['rate', 'irate', 'increase', 'resets'];
const OF_GAUGES = ['delta', 'idelta', 'deriv', 'predict_linear', 'holt_winters'];
/** What a counter may be asked for without a rate: whether and when it is there. */
const OF_ANYTHING =
  /^(absent|absent_over_time|present_over_time|count_over_time|changes|timestamp|last_over_time)$/;

/** Rates of gauges, and what is for gauges of counters. */
export const typesCheck = ofQueries('types', ({ text }, { series }) =>
  each(text).flatMap(([node, around]) => {
    if (node.kind !== 'selector') return [];
    const type = series.get(node.name)?.type;
    const fn = functionAround(around);
    if (fn === undefined) return [];
    if (OF_COUNTERS.includes(fn) && type === 'gauge') {
      return [`${fn}(${node.name}): ${node.name} is a gauge, which goes down, too; use delta or deriv`];
    }
    return OF_GAUGES.includes(fn) && isCounter(type)
      ? [`${fn}(${node.name}): ${node.name} is a counter, which starts again at 0; use rate or increase`]
      : [];
  }),
);

/** Counters that are read raw: their value says how long a process runs. */
export const rawCountersCheck = ofQueries('raw-counters', ({ text }, { series }) =>
  each(text).flatMap(([node, around]) => {
    if (node.kind !== 'selector' || !isCounter(series.get(node.name)?.type)) return [];
    const isAsked = around.some(
      (one) =>
        (one.kind === 'call' && (OF_COUNTERS.includes(one.fn) || OF_ANYTHING.test(one.fn))) ||
        (one.kind === 'aggregate' && ['count', 'group'].includes(one.op)),
    );
    const isMissing = around.some(
      (one) => one.kind === 'binary' && one.op === 'unless' && one.right === node,
    );
    return isAsked || isMissing || isComparedWithNothing(around) || functionAround(around) !== undefined
      ? []
      : [
          `${node.name} is a counter that is read raw, so it drops with each restart; take its rate or increase`,
        ];
  }),
);

/** `rate(a) or rate(b)`: as soon as both are there, the second is not counted. */
export const rateOrRateCheck = ofQueries('rate-or-rate', ({ text }) =>
  each(text).flatMap(([node]) => {
    if (node.kind !== 'binary' || node.op !== 'or') return [];
    if (isCondition(node.left) || isCondition(node.right) || isFiller(node.right)) return [];
    const [left, right] = [ratesIn(node.left), ratesIn(node.right)];
    return left.length > 0 && right.length > 0 && !left.some((name) => right.includes(name))
      ? [
          `rate of ${left.join()} or rate of ${right.join()} leaves the second out where both are there; add them`,
        ]
      : [];
  }),
);

/** A rate of what was added up before: a counter that starts again vanishes in the sum. */
export const rateOfSumCheck = ofQueries('rate-of-sum', ({ text }) =>
  each(text).flatMap(([node]) =>
    node.kind === 'call' &&
    OF_COUNTERS.includes(node.fn) &&
    node.args.some((arg) => arg.kind === 'subquery' && arg.of.kind === 'aggregate')
      ? [`${node.fn} of a sum does not see that a counter starts again; take the sum of the rates`]
      : [],
  ),
);

function each(text: string): (readonly [Promql, readonly Promql[]])[] {
  const node = parsed(text);
  return node === undefined ? [] : [...parts(node)];
}

function functionAround([closest, next]: readonly Promql[]): string | undefined {
  if (closest?.kind === 'call') return closest.fn;
  return closest?.kind === 'subquery' && next?.kind === 'call' ? next.fn : undefined;
}

function isCounter(type: KnownSeries['type'] | undefined): boolean {
  return type === 'counter' || type === 'bucket';
}

/** `sum(x) > 0`: whether anything happened since the process began, which a raw counter says. */
function isComparedWithNothing(around: readonly Promql[]): boolean {
  const outer = around.find(({ kind }) => kind !== 'aggregate');
  return (
    outer?.kind === 'binary' &&
    ['>', '==', '!='].includes(outer.op) &&
    outer.right.kind === 'number' &&
    outer.right.value === 0
  );
}

const CONDITIONS = ['>', '<', '>=', '<=', '==', '!=', 'and', 'unless'];

/** Of conditions, either one is enough. */
function isCondition(node: Promql): boolean {
  return node.kind === 'binary' && CONDITIONS.includes(node.op);
}

/** `0 * …`: nothing, where the left side is missing. */
function isFiller(node: Promql): boolean {
  return [...parts(node)].some(
    ([one]) =>
      one.kind === 'binary' &&
      one.op === '*' &&
      [one.left, one.right].some((side) => side.kind === 'number' && side.value === 0),
  );
}

function ratesIn(node: Promql): string[] {
  return [...parts(node)].flatMap(([one, around]) =>
    one.kind === 'selector' && ['rate', 'irate', 'increase'].includes(functionAround(around) ?? '')
      ? [one.name]
      : [],
  );
}
