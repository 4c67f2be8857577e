import { bind, presetProblems, worstCases, worstCaseSeries } from '../contract';
import { presets } from './index';

describe.each(Object.entries(presets))('preset %s', (name, preset) => {
  it('goes by the name under which it is selected', () => {
    expect(preset.name).toBe(name);
  });

  it('has no problems: names, labels, buckets, references, budget', () => {
    expect(presetProblems(preset)).toEqual([]);
  });

  it('stays within its budget of series at the worst', () => {
    const binding = bind(preset);
    const worst = worstCaseSeries(binding);
    const families = worstCases(binding).length;
    process.stdout.write(
      `preset ${name}: ${binding.size} metrics, ${families} families, at most ${worst} of ${preset.seriesBudget} series\n`,
    );
    expect(preset.seriesBudget).toBeGreaterThanOrEqual(worst);
  });

  it('traces a share of requests between none and all, more in development than in production', () => {
    const { development, production } = preset.sampling ?? {};
    for (const share of Object.values(preset.sampling ?? {})) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    expect(production ?? 0).toBeLessThanOrEqual(development ?? 1);
  });

  it('serves every metric at one path only', () => {
    const restricted = (preset.endpoints ?? []).flatMap((e) =>
      e.serves === 'metrics' ? (e.only ?? []) : [],
    );
    expect(new Set(restricted).size).toBe(restricted.length);
  });
});
