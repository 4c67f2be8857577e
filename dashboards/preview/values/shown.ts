import { type FieldConfig, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { colorOf } from './palette';
import { formatValue } from './units';

/** A value as a reader sees it. */
export interface Shown {
  readonly text: string;
  /** CSS colour. */
  readonly color: string;
}

/** The value in its unit, or the text that a mapping puts in its place; coloured by mapping or threshold. */
export function shown(value: number, config: FieldConfig): Shown {
  const mapped = (config.mappings ?? []).map((mapping) => mappedTo(value, mapping)).find(Boolean);
  const color = mapped?.color ?? thresholdColor(value, config) ?? 'text';
  return { text: mapped?.text ?? formatValue(value, config.unit, config.decimals), color: colorOf(color) };
}

/** Name of the colour of the highest step that the value reaches. */
export function thresholdColor(value: number, { thresholds }: FieldConfig): string | undefined {
  const steps = thresholds?.steps ?? [];
  return steps.findLast((step) => step.value === null || value >= step.value)?.color ?? steps[0]?.color;
}

interface Result {
  readonly text?: string;
  readonly color?: string;
}

function mappedTo(value: number, { type, options }: ValueMapping): Result | undefined {
  const given = options as Record<string, unknown>;
  switch (type) {
    case 'value':
      return given[String(value)] as Result | undefined;
    case 'range': {
      const [from, to] = [given['from'], given['to']] as (number | null | undefined)[];
      const inside = value >= (from ?? -Infinity) && value <= (to ?? Infinity);
      return inside ? (given['result'] as Result) : undefined;
    }
    case 'special': {
      const isMatch = given['match'] === 'nan' || given['match'] === 'null+nan';
      return isMatch && Number.isNaN(value) ? (given['result'] as Result) : undefined;
    }
    default:
      return undefined;
  }
}
