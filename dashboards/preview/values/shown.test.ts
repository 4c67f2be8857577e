import { type FieldConfig, type ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { thresholdSteps, valueMappings } from '../../kit/field-options';
import { type PanelSpec } from '../../kit/panel';
import { colorOf } from './palette';
import { shown } from './shown';

const spec = {
  idle: 'no events in range',
  valueTexts: { 0: 'ok', 1: { text: 'degraded', color: 'red' } },
  rangeText: { from: 1000, text: 'unlimited' },
  threshold: { value: 2, bad: 'above' },
} as const satisfies Partial<PanelSpec>;

// As the kit writes them, so that what it begins to write is noticed here.
const config: FieldConfig = {
  unit: 's',
  mappings: valueMappings(spec as unknown as PanelSpec),
  thresholds: { mode: 'absolute' as ThresholdsMode, steps: thresholdSteps(spec.threshold) },
};

describe('shown', () => {
  it('puts texts in place of values', () => {
    expect(shown(0, config).text).toBe('ok');
    expect(shown(1, config)).toEqual({ text: 'degraded', color: colorOf('red') });
    expect(shown(2000, config).text).toBe('unlimited');
    expect(shown(NaN, config).text).toBe('no events in range');
  });

  it('colours by the threshold that a value reaches', () => {
    expect(shown(1.9, config)).toEqual({ text: '1.9 s', color: colorOf('green') });
    expect(shown(2, config)).toEqual({ text: '2 s', color: colorOf('red') });
  });
});
