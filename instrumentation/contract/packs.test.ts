import { contract, isClosed, type MetricId, packs } from './contract';
import type { Metric } from './metric';

const metrics = Object.entries(contract) as [MetricId, Metric][];

describe('the contract', () => {
  it('has every id in one pack only', () => {
    const ids = Object.values(packs).flatMap((pack) => Object.keys(pack));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.sort()).toEqual(metrics.map(([id]) => id).sort());
  });

  it.each(
    // The names of other binaries are not ours to choose.
    metrics.filter(([, { source }]) => source === 'gatewatch'),
  )('%s: name, unit and type go together', (_, { name, unit, type }) => {
    if (type === 'counter') expect(name).toMatch(/_total$/);
    else expect(name).not.toMatch(/_total$/);
    const base = name.replace(/_total$/, '');
    if (unit === 'seconds') expect(base).toMatch(/_seconds$/);
    if (unit === 'bytes') expect(base).toMatch(/_bytes$/);
    if (unit === 'timestamp') expect(base).toMatch(/(_timestamp|start_time)_seconds$/);
    if (unit === 'ratio') expect(base).toMatch(/_ratio$/);
    if (unit === 'percent') expect(base).toMatch(/_percent$/);
    if (unit === 'score') expect(base).toMatch(/_score$/);
    if (unit === 'dollars') expect(base).toMatch(/_dollars$/);
    if (unit === 'tokens_per_second') expect(base).toMatch(/_tokens_per_second$/);
    if (unit === '1') expect(base).not.toMatch(/_(seconds|bytes|ratio|percent|score|dollars)$/);
  });

  it.each(metrics)('%s: says why it exists, in words of its own', (_, { why, help }) => {
    expect(why).toMatch(/^[A-Z].{20,}\.$/);
    expect(why).not.toBe(help);
  });

  it.each(metrics)('%s: can fill its budget, and a closed label set fits into it', (_, metric) => {
    const labels = Object.values(metric.labels);
    const most = labels.reduce(
      (sets, label) => sets * (isClosed(label) ? label.values.length : label.cap + 1),
      1,
    );
    expect(metric.seriesBudget).toBeLessThanOrEqual(most);
    if (labels.every(isClosed)) expect(metric.seriesBudget).toBe(most);
  });

  it.each(metrics)('%s: no closed value reads like the overflow value', (_, { labels }) => {
    for (const label of Object.values(labels)) {
      if (isClosed(label)) expect(label.values).not.toContain('other');
    }
  });
});
