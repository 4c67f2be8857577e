import { labelsOf } from '../labels';
import { parsePromql, parts } from '../promql';
import { parsed } from '../subject';
import { ofQueries } from './check';

/** What is no PromQL. */
export const syntaxCheck = ofQueries('syntax', ({ text }) => {
  try {
    parsePromql(text);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
});

/** Series that Prometheus makes by itself. */
const OF_PROMETHEUS = /^(up|ALERTS|ALERTS_FOR_STATE|scrape_\w+)$/;

/** Series that nobody exposes. */
export const unknownSeriesCheck = ofQueries('unknown-series', ({ text }, { series }) => {
  const node = parsed(text);
  if (node === undefined) return [];
  const names = [...parts(node)].flatMap(([one]) => (one.kind === 'selector' ? [one.name] : []));
  return [...new Set(names)]
    .filter((name) => name !== '' && !series.has(name) && !OF_PROMETHEUS.test(name))
    .map((name) => `nobody exposes ${name}`);
});

/** Labels in matchers that a series does not have: such a matcher matches everything, or nothing. */
export const matchersCheck = ofQueries('matchers', ({ text }, { series }) => {
  const node = parsed(text);
  if (node === undefined) return [];
  return [...parts(node)].flatMap(([one]) => {
    if (one.kind !== 'selector') return [];
    const labels = series.get(one.name)?.labels;
    if (labels === undefined) return [];
    return one.matchers
      .filter(({ label }) => label !== '__name__' && !labels.includes(label))
      .map(({ label }) => `${one.name} has no label ${label}`);
  });
});

/** Labels in `by` that what is grouped does not have. */
export const groupingCheck = ofQueries('grouping', ({ text }, { series }) => {
  const node = parsed(text);
  if (node === undefined) return [];
  return [...parts(node)].flatMap(([one]) => {
    if (one.kind !== 'aggregate') return [];
    const inner = labelsOf(one.args[one.args.length - 1] ?? one, series);
    if (!Array.isArray(inner)) return [];
    return (one.by ?? one.without ?? [])
      .filter((label) => !inner.includes(label))
      .map((label) => `${one.op} groups by ${label}, which is not there: there are ${inner.join(', ')}`);
  });
});

/** Two sides whose labels differ match nothing. */
export const joinsCheck = ofQueries('joins', ({ text }, { series }) => {
  const node = parsed(text);
  if (node === undefined) return [];
  return [...parts(node)].flatMap(([one]) => {
    if (one.kind !== 'binary' || one.op === 'or') return [];
    const [left, right] = [labelsOf(one.left, series), labelsOf(one.right, series)];
    if (!Array.isArray(left) || !Array.isArray(right)) return [];
    if (one.on !== undefined) {
      return one.on
        .filter((label) => !left.includes(label) || !right.includes(label))
        .map((label) => `${one.op} on (${label}), which one side does not have`);
    }
    const kept = (labels: readonly string[]): string[] =>
      labels.filter((label) => !(one.ignoring ?? []).includes(label)).sort();
    return kept(left as string[]).join() === kept(right as string[]).join()
      ? []
      : [
          `${one.op} of (${left.join(', ')}) and (${right.join(', ')}) matches nothing; say on (…) or group both alike`,
        ];
  });
});
