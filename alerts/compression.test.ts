import { bind } from '../instrumentation/contract';
import { presets } from '../instrumentation/presets';
import { alertRules, findRule } from './compile';
import { MIN_SCRAPES_PER_WINDOW } from './scope';
import { BINDING, contextOf, CONTEXT } from './tests/fixture';

const COMPRESS = { longestSeconds: 15, longestObjectiveSeconds: 120 };
const INTERVALS = { scrapeIntervalSeconds: 1, evaluationIntervalSeconds: 1 };
const GROUPS = alertRules(BINDING, { ...CONTEXT, ...INTERVALS, compress: COMPRESS });

describe('compressed rules', () => {
  it('are divided each by what its own longest duration needs', () => {
    const errors = findRule(GROUPS, 'GatewayHighErrorRatio');
    expect(errors).toMatchObject({ for: 6, keepFiringFor: 15, looksBack: 15 });
    expect(errors?.expr).toContain('[15s]');
    const restarts = findRule(GROUPS, 'GatewayRestarting');
    expect(restarts).toMatchObject({ for: 1, looksBack: 15 });
    expect(findRule(GROUPS, 'GatewayDown')).toMatchObject({ for: 5, looksBack: 0 });
  });

  it('share one divisor where they read the same recorded series', () => {
    expect(findRule(GROUPS, 'HttpAvailabilityBudgetBurnSlow')?.looksBack).toBe(120);
    const group = GROUPS.find(({ name }) => name === 'slo.http_availability');
    const ranges = (group?.records ?? []).flatMap(({ expr }) => [...expr.matchAll(/\[(.+?)[\]:]/g)]);
    expect(new Set(ranges.map(([, range]) => range))).toEqual(new Set(['5s', '10s', '40s', '2m']));
  });

  it.each(Object.keys(presets))('of %s have windows of five scrapes to two minutes', (name) => {
    const preset = presets[name]!;
    const context = { ...contextOf(preset), ...INTERVALS, compress: COMPRESS };
    const groups = alertRules(bind(preset), context);
    const looks = groups.flatMap(({ rules }) => rules.map(({ looksBack }) => looksBack)).filter((s) => s > 0);
    expect(looks.length).toBeGreaterThan(10);
    expect(Math.min(...looks)).toBeGreaterThanOrEqual(MIN_SCRAPES_PER_WINDOW);
    expect(Math.max(...looks)).toBeLessThanOrEqual(120);
    expect(groups.every(({ name, interval }) => interval === 1 || name.endsWith('.period'))).toBe(true);
  });

  it('say how far they look back also where nothing is divided', () => {
    const groups = alertRules(BINDING, CONTEXT);
    expect(findRule(groups, 'GatewayHighErrorRatio')?.looksBack).toBe(300);
    expect(findRule(groups, 'Watchdog')?.looksBack).toBe(0);
  });

  it('are divided in one of the two ways', () => {
    expect(() => alertRules(BINDING, { ...CONTEXT, divideDurations: 2, compress: COMPRESS })).toThrow(
      'divideDurations and compress are both given',
    );
  });
});
