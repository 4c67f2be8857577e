import {
  MappingType,
  SpecialValueMatch,
  type Threshold as Step,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type PanelSpec, type Threshold } from './panel';

export const GOOD = 'green';
export const WARNING = 'yellow';
export const BAD = 'red';

/** Colour steps of a limit; without one a single neutral step, so that nothing looks judged that is not. */
export function thresholdSteps(threshold: Threshold | undefined): Step[] {
  if (threshold === undefined) return [{ value: null, color: 'text' }];
  const { value, bad, warning } = threshold;
  if (bad === 'above') {
    return [
      { value: null, color: GOOD },
      ...(warning === undefined ? [] : [{ value: warning, color: WARNING }]),
      { value, color: BAD },
    ];
  }
  return [
    { value: null, color: BAD },
    { value, color: warning === undefined ? GOOD : WARNING },
    ...(warning === undefined ? [] : [{ value: warning, color: GOOD }]),
  ];
}

/** Texts in place of values: NaN as "no events", and what the panel gives for single values or large ones. */
export function valueMappings(spec: PanelSpec): ValueMapping[] {
  const mappings: ValueMapping[] = [];
  if (spec.valueTexts !== undefined) {
    const options = Object.entries(spec.valueTexts).map(
      ([value, text]) => [value, typeof text === 'string' ? { text } : { ...text }] as const,
    );
    mappings.push({ type: MappingType.ValueToText, options: Object.fromEntries(options) });
  }
  if (spec.rangeText !== undefined) {
    const { from, text } = spec.rangeText;
    mappings.push({ type: MappingType.RangeToText, options: { from, to: null, result: { text } } });
  }
  if (spec.idle !== undefined) {
    const options = { match: SpecialValueMatch.NotANumber, result: { text: spec.idle } };
    mappings.push({ type: MappingType.SpecialValue, options });
  }
  return mappings;
}
