import { DEAD_MANS_SWITCH } from '../../routing';
import { SEVERITIES } from '../../rule';
import { parts } from '../promql';
import { type LintSubject, parsed, queriesOf } from '../subject';
import { ofQueries, ofSubject } from './check';

const rulesOf = ({ groups }: LintSubject) => groups.flatMap(({ rules }) => rules);

/** Alerts that fire on one evaluation. */
export const forCheck = ofSubject('for', (subject) =>
  rulesOf(subject)
    .filter((rule) => rule.for <= 0 && rule.alert !== DEAD_MANS_SWITCH)
    .map(({ alert }) => [alert, 'has no for, so one bad evaluation fires it'] as const),
);

/** `absent` of everything that has a name: it is silent as long as anything anywhere has it. */
export const absentCheck = ofQueries('absent', ({ text, kind }) => {
  const node = kind === 'panel' ? undefined : parsed(text);
  if (node === undefined) return [];
  return [...parts(node)].flatMap(([one]) => {
    if (one.kind !== 'call' || !/^absent(_over_time)?$/.test(one.fn)) return [];
    const [of] = one.args;
    const matchers = of?.kind === 'selector' ? of.matchers.filter(({ op }) => op === '=') : [];
    return matchers.length > 0
      ? []
      : [`${one.fn} without a matcher for one value is silent while any series of that name is there`];
  });
});

const ANNOTATIONS = ['summary', 'description', 'runbook_url', 'dashboard_url'] as const;

/** What every alert has to say. */
export const policyCheck = ofSubject('policy', (subject) =>
  rulesOf(subject).flatMap(({ alert, labels, annotations, seriesLabels }) => {
    const asked = [
      ...Object.values(annotations)
        .join()
        .matchAll(/\$labels\.(\w+)/g),
    ].map(([, name = '']) => name);
    const has = [...seriesLabels, ...Object.keys(labels), 'alertname'];
    return [
      ...ANNOTATIONS.filter((name) => annotations[name].trim() === '').map((name) => `has no ${name}`),
      ...(/^[A-Z][^{}]*\.$/.test(annotations.summary)
        ? []
        : ['its summary is no static sentence that ends in a period']),
      ...(/\{\{ *\$value *\}\}/.test(annotations.description)
        ? ['its description shows a number without a unit']
        : []),
      ...(SEVERITIES.includes(labels.severity) ? [] : [`its severity is "${labels.severity}"`]),
      ...Object.entries(labels)
        .filter(([, value]) => value.includes('{{'))
        .map(([name]) => `its label ${name} is a template: each value is an alert of its own`),
      ...(/^(?:[A-Z][A-Za-z0-9]*)+$/.test(alert) ? [] : ['its name is not in CamelCase']),
      ...[...new Set(asked)]
        .filter((name) => !has.includes(name))
        .map((name) => `asks for the label ${name}, which it never has`),
    ].map((message) => [alert, message] as const);
  }),
);

/** Recording rules that nobody reads. */
export const unusedRecordsCheck = ofSubject('unused-records', (subject) => {
  const read = new Set(
    queriesOf(subject).flatMap(({ text, where }) => {
      const node = parsed(text);
      if (node === undefined) return [];
      return [...parts(node)].flatMap(([one]) =>
        one.kind === 'selector' && one.name !== where ? [one.name] : [],
      );
    }),
  );
  const records = subject.groups.flatMap(({ records: all = [] }) => all.map(({ record }) => record));
  return [...new Set(records)]
    .filter((record) => !read.has(record))
    .map((record) => [record, 'is recorded, and no rule and no panel reads it'] as const);
});

/** Alerts without a case. */
export const testsCheck = ofSubject('tests', (subject) =>
  rulesOf(subject)
    .filter(({ alert }) => !subject.tested.has(alert))
    .map(({ alert }) => [alert, 'has no case that fires it and one that does not'] as const),
);
