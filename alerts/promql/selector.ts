import { type BoundMetric, TARGET_LABELS, type TargetLabel } from '../../instrumentation/contract';
import type { Match } from './matcher';

/** Matchers on the labels of targets, e.g. of the gateways that a board shows. */
export type TargetMatch = { readonly [K in TargetLabel]?: Match<string> };

/** An exposed label name and how its value is matched. */
export type LabelMatch = readonly [name: string, match: Match<string>];

/**
 * The matchers of a selector: those on the target, then those on the metric's label keys (or on target labels).
 * A target label that the metric's own label hides is left out: its values are not those of the target.
 * @throws Error if the metric has no such label, or omits it and nothing implies the value
 */
export function selection(metric: BoundMetric, target: TargetMatch, where: object): readonly LabelMatch[] {
  const onTarget = (Object.entries(target) as LabelMatch[]).filter(([name]) => !hides(metric, name));
  const asked = (Object.entries(where) as [string, Match<string>][]).map(([key, match]) =>
    labelMatch(metric, key, match),
  );
  return [...onTarget, ...asked];
}

/**
 * Exposed name of a label key, to group by. The compiler has checked the key; plain JavaScript callers get an error.
 * @throws Error if the metric has no such label, or omits it in this preset
 */
export function labelName(metric: BoundMetric, key: string): string {
  const name = metric.labels[key];
  if (name !== undefined) return name;
  if (key in metric.spec.labels) {
    throw new Error(
      `metric "${metric.id}" omits the label "${key}" in this preset; group by one that it carries: ` +
        carriedLabels(metric),
    );
  }
  if (TARGET_LABELS.includes(key as TargetLabel) && !hides(metric, key)) return key;
  throw new Error(`metric "${metric.id}" has no label "${key}"; it has: ${carriedLabels(metric)}`);
}

/** Exposed names of the labels that series of the metric carry, those of the target included. */
export function seriesLabels(metric: BoundMetric): readonly string[] {
  return [...new Set([...Object.values(metric.labels), ...TARGET_LABELS])];
}

/** True if the metric has a label of its own of that name, which `honor_labels` keeps in place of the target's. */
function hides(metric: BoundMetric, name: string): boolean {
  return Object.values(metric.labels).includes(name) || name in metric.constantLabels;
}

function carriedLabels(metric: BoundMetric): string {
  const ofTarget = TARGET_LABELS.filter((name) => !hides(metric, name));
  return [...Object.keys(metric.labels), ...ofTarget].join(', ');
}

function labelMatch(metric: BoundMetric, key: string, match: Match<string>): LabelMatch {
  const isOmitted = metric.labels[key] === undefined && key in metric.spec.labels;
  if (isOmitted) return impliedMatch(metric, key, match);
  return [labelName(metric, key), spelled(match, metric.labelValues[key] ?? {})];
}

/** The match with contract values in the preset's spelling. */
function spelled(match: Match<string>, spelling: Readonly<Record<string, string>>): Match<string> {
  const one = (value: string): string => spelling[value] ?? value;
  if (typeof match === 'string') return one(match);
  if ('not' in match) return { not: one(match.not) };
  if ('oneOf' in match) return { oneOf: match.oneOf.map(one) };
  if ('noneOf' in match) return { noneOf: match.noneOf.map(one) };
  return match;
}

/** What a match on an omitted label means in terms of a label that the metric carries. */
function impliedMatch(metric: BoundMetric, key: string, match: Match<string>): LabelMatch {
  const known = metric.implied[key] ?? {};
  const implied = matchedValues(match)?.map((value) => known[value]);
  const [first] = implied ?? [];
  if (implied === undefined || first === undefined || implied.some((one) => one?.label !== first.label)) {
    const allowed = Object.keys(known).join(', ') || 'none';
    throw new Error(
      `metric "${metric.id}" omits the label "${key}" in this preset, so it cannot be matched by ` +
        `${JSON.stringify(match)}; values that other labels imply: ${allowed}; match on one of: ${carriedLabels(metric)}`,
    );
  }
  const regex = implied.map((one) => one?.regex).join('|');
  const isNegative = typeof match === 'object' && ('not' in match || 'noneOf' in match);
  return [labelName(metric, first.label), isNegative ? { notRegex: regex } : { regex }];
}

/** The values that a match names; undefined for a regular expression, which names none. */
function matchedValues(match: Match<string>): readonly string[] | undefined {
  if (typeof match === 'string') return [match];
  if ('not' in match) return [match.not];
  if ('oneOf' in match) return match.oneOf;
  return 'noneOf' in match ? match.noneOf : undefined;
}
