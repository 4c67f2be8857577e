import { DAY, HOUR, MINUTE, promDuration, SECOND, type Seconds } from '../duration';
import type { AlertRule } from '../rule';

/** A rule with one mistake, such as a wrong operator. */
export interface Mutant {
  readonly alert: string;
  /** What was changed, e.g. `> -> <`. */
  readonly change: string;
  readonly rule: AlertRule;
}

/** Every mutant of a rule: mistakes that a person makes, one at a time. */
export function mutants(rule: AlertRule): readonly Mutant[] {
  return [...exprMutants(rule), ...durationMutants(rule)].map((mutant) => ({ alert: rule.alert, ...mutant }));
}

type Change = Omit<Mutant, 'alert'>;

/** A part of an expression, and what it may be replaced by. */
interface Mutation {
  readonly pattern: RegExp;
  readonly replace: (found: string) => readonly string[];
}

const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  '<': ['>', '<='],
  '>': ['<', '>='],
  '>=': ['<', '>'],
  '==': ['!='],
};
const SET_OPERATORS: Readonly<Record<string, readonly string[]>> = {
  and: ['or', 'unless'],
  unless: ['and', 'or'],
  or: ['and'],
};

/** Outside strings; a comparison has spaces around it, a matcher has none. */
const MUTATIONS: readonly Mutation[] = [
  { pattern: /(?<= )(?:>=|==|>|<)(?= )/g, replace: (operator) => COMPARISONS[operator] ?? [] },
  { pattern: /(?<= (?:>=|==|>|<) )\d[\d.]*/g, replace: (number) => thresholds(Number(number)) },
  { pattern: /(?<= )(?:and|unless|or)(?= )/g, replace: (operator) => SET_OPERATORS[operator] ?? [] },
  { pattern: /(?<= )\/(?= )/g, replace: () => ['*'] },
  { pattern: /(?<= )-(?= )/g, replace: () => ['+'] },
  { pattern: /(?<=histogram_quantile\()[\d.]+/g, replace: () => ['0.5', '0.99'] },
  { pattern: /(?<=\w)(?:!=|=~|=)(?=")/g, replace: (operator) => [NEGATED[operator] ?? '='] },
  { pattern: /(?<=\[)[^\]]+(?=\])/g, replace: windows },
  { pattern: /(?<= by \()[^)]+(?=\))/g, replace: withoutOne },
];
const NEGATED: Readonly<Record<string, string>> = { '=': '!=', '!=': '=', '=~': '!~' };

function exprMutants(rule: AlertRule): readonly Change[] {
  return MUTATIONS.flatMap(({ pattern, replace }) =>
    [...rule.expr.matchAll(pattern)].flatMap((match) =>
      replace(match[0]).map((replacement) => {
        const before = rule.expr.slice(0, match.index);
        const expr = before + replacement + rule.expr.slice(match.index + match[0].length);
        return { change: `${match[0]} -> ${replacement} at ${match.index}`, rule: { ...rule, expr } };
      }),
    ),
  );
}

/** The list without each of its labels in turn: a join that loses a label. */
function withoutOne(labels: string): readonly string[] {
  const names = labels.split(', ');
  return names.length === 1 ? [] : names.map((_, index) => names.filter((__, i) => i !== index).join(', '));
}

/** Ten times and a tenth; for 0 the next number below. */
function thresholds(number: number): readonly string[] {
  return number === 0 ? ['-1'] : [String(number * 10), String(number / 10)];
}

const UNITS: Readonly<Record<string, Seconds>> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY };

/** The range twice as long and half as long. */
function windows(range: string): readonly string[] {
  const parts = [...range.matchAll(/(\d+)([smhd])/g)];
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? NaN), 0);
  return [promDuration(seconds * 2), promDuration(seconds / 2)];
}

function durationMutants(rule: AlertRule): readonly Change[] {
  const { keepFiringFor: keep, ...withoutKeep } = rule;
  const changedFor = rule.for === 0 ? [] : [0, rule.for * 2];
  return [
    ...changedFor.map((length) => ({
      change: `for ${rule.for} -> ${length}`,
      rule: { ...rule, for: length },
    })),
    ...(keep === undefined
      ? []
      : [
          { change: 'keep_firing_for removed', rule: withoutKeep },
          { change: `keep_firing_for ${keep} -> ${keep * 2}`, rule: { ...rule, keepFiringFor: keep * 2 } },
        ]),
  ];
}
