import { metric, type MetricId, TARGET_LABELS } from '../../instrumentation/contract';
import { ALERT_NAMES } from '../packs';
import { BINDING } from '../tests/fixture';
import { HEADINGS, parseRunbook, readRunbooks } from './runbook';

/** Series that Prometheus itself makes for every alert. */
const BUILT_IN = ['ALERTS'];
const SUFFIXES = ['_bucket', '_sum', '_count'];

const exposed = [...BINDING.values()].flatMap(({ id, name }) =>
  metric(id satisfies MetricId).type === 'histogram' ? SUFFIXES.map((suffix) => name + suffix) : [name],
);

/** Names in a query that are followed by a selector or a range, or are an operand; functions and labels are not. */
function metricsIn(query: string): string[] {
  const withoutLabels = query
    .replace(/\b(?:by|without|on|ignoring) \([^)]*\)/g, '')
    .replace(/\{[^}]*\}/g, '{}');
  return [...withoutLabels.matchAll(/\b[a-zA-Z_]\w*\b(?!\s*\()/g)]
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
    const known = [...exposed, ...BUILT_IN];
    expect(queries.flatMap(metricsIn).filter((name) => !known.includes(name))).toEqual([]);
    expect(queries.flatMap(metricsIn).length).toBeGreaterThanOrEqual(queries.length);
  });

  it.each(runbooks)('$alert asks only for labels that exist', ({ queries }) => {
    const own = [...BINDING.values()].flatMap(({ labels }) => Object.values(labels));
    const known = [...own, ...TARGET_LABELS, 'le', 'alertname', 'alertstate'];
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
