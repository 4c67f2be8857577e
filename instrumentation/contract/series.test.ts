import { bind } from './binding';
import type { Preset } from './preset';
import { worstCases, worstCaseSeries } from './series';

const of = (metrics: Preset['metrics'], pack: Preset['packs'][number]) =>
  worstCases(bind({ name: 'x', packs: [pack], metrics }));
const series = (cases: ReturnType<typeof of>) => cases.map((c) => [c.family.name, c.labelSets, c.series]);

describe('worstCases', () => {
  it('multiplies closed sets and caps with their overflow value, up to the budget', () => {
    expect(series(of({}, 'generation'))).toEqual([
      ['code_generations_total', 42, 42], // (20 + 1) frameworks x 2 statuses
      ['code_generation_duration_seconds', 21, 21 * 13], // 10 buckets, +Inf, sum, count
      ['image_generations_total', 2, 2],
      ['image_generation_duration_seconds', 1, 13],
    ]);
    expect(series(of({ 'generation.code': { seriesBudget: 5 } }, 'generation'))[0]?.[1]).toBe(5);
  });

  it('counts every family, each by the labels that it carries', () => {
    const cases = of(
      {
        'generation.code': {
          omit: ['framework'],
          alsoAs: [{ name: 'generations_total', omit: ['status'] }],
        },
      },
      'generation',
    );
    expect(series(cases).slice(0, 2)).toEqual([
      ['code_generations_total', 2, 2],
      ['generations_total', 21, 21],
    ]);
  });

  it('leaves out what other processes expose', () => {
    expect(of({}, 'stack')).toEqual([]);
    expect(worstCaseSeries(bind({ name: 'x', packs: ['stack'], metrics: {} }))).toBe(0);
  });
});
