import { metric, type MetricId, TARGET_LABELS } from '../../instrumentation/contract';
import { ALERT_NAMES } from '../packs';
import { presets } from '../../instrumentation/presets';
import { rulesOf } from '../tests/fixture';
import { HEADINGS, parseRunbook, readRunbooks } from './runbook';

/** Series that Prometheus itself makes for every alert. */
const BUILT_IN = ['ALERTS'];
const SUFFIXES = ['_bucket', '_sum', '_count'];

/** Every preset: an alert of one system asks under the names of its preset. */
const ALL = Object.values(presets).map(rulesOf);
const METRICS = ALL.flatMap(({ binding }) => [...binding.values()]);

const exposed = METRICS.flatMap(({ id, name }) =>
  metric(id satisfies MetricId).type === 'histogram' ? SUFFIXES.map((suffix) => name + suffix) : [name],
);
const recorded = ALL.flatMap(({ groups }) => groups.flatMap(({ records }) => records ?? []));

/** Names in a query that are followed by a selector or a range, or are an operand; functions and labels are not. */
function metricsIn(query: string): string[] {
  const withoutLabels = query
    .replace(/\b(?:by|without|on|ignoring) \([^)]*\)/g, '')
    .replace(/\{[^}]*\}/g, '{}')
    .replace(/\[[^\]]*\]/g, '');
  return [...withoutLabels.matchAll(/\b[a-zA-Z_][\w:]*(?![\w:]|\s*\()/g)]
    .map(([name]) => name)
    .filter((name) => !/^(?:by|without|and|or|unless|bool)$/.test(name) && !/^\d/.test(name));
}

/** Labels that a query selects or groups by. */
function labelsIn(query: string): string[] {
  const selected = [...query.matchAll(/(\w+)(?:!=|=~|!~|=)"/g)].map(([, name]) => name ?? '');
  const grouped = [...query.matchAll(/\b(?:by|without|on|ignoring) \(([^)]*)\)/g)].flatMap(([, names]) =>
    (names ?? '').split(/,\s*/),
  );
  return [...selected, ...grouped];
}

describe('runbooks', () => {
  const runbooks = readRunbooks();

  it('exist for every alert and for nothing else', () => {
    expect(runbooks.map(({ alert }) => alert)).toEqual([...ALERT_NAMES].sort());
  });

  it.each(runbooks)('$alert has its name, the four headings with text, and a query', (runbook) => {
    expect(runbook.title).toBe(runbook.alert);
    expect([...runbook.sections.keys()]).toEqual([...HEADINGS]);
    expect([...runbook.sections.values()].filter((text) => text.length < 40)).toEqual([]);
    expect(runbook.queries.length).toBeGreaterThan(0);
  });

  it.each(runbooks)('$alert asks only for metrics that are exposed', ({ queries }) => {
    const known = [...exposed, ...recorded.map(({ record }) => record), ...BUILT_IN];
    expect(queries.flatMap(metricsIn).filter((name) => !known.includes(name))).toEqual([]);
    const selectors = queries.flatMap((query) => [...query.matchAll(/\{__name__/g)]);
    expect(queries.flatMap(metricsIn).length + selectors.length).toBeGreaterThanOrEqual(queries.length);
  });

  it.each(runbooks)('$alert asks only for labels that exist', ({ queries }) => {
    const own = METRICS.flatMap(({ labels }) => Object.values(labels));
    const known = [...own, ...TARGET_LABELS, 'le', '__name__', 'severity', 'alertname', 'alertstate'];
    expect(queries.flatMap(labelsIn).filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe('parseRunbook', () => {
  it('finds sections and queries, and no other blocks', () => {
    const text = '# A\n\n## Meaning\n\nx\n\n## Diagnosis\n\n```sh\nls\n```\n\n```promql\nup\n  == 0\n```\n';
    const runbook = parseRunbook('A', text);
    expect([...runbook.sections.keys()]).toEqual(['Meaning', 'Diagnosis']);
    expect(runbook.queries).toEqual(['up\n  == 0']);
  });
});
