import type { Family } from '../family';
import { type Declared, type Format, valueText } from './format';

const TOTAL = '_total';

/**
 * OpenMetrics 1.0, the format that carries exemplars. Samples have the same names as in the text format, so that a
 * scraper may change between the two without a change of series.
 */
export const openMetrics: Format = {
  contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  declare,
  help: (help) => help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"'),
  bound: canonicalNumber,
  exemplar: ({ labels, value, at }) => ` # {${labels}} ${valueText(value)} ${(at / 1000).toFixed(3)}`,
  separator: '',
  end: '# EOF\n',
};

/**
 * A counter is declared without the `_total` that its samples carry. One that a preset names without `_total`, or
 * whose short name belongs to another family, is of type `unknown`: a renamed series would be worse.
 */
function declare({ name, type }: Family, names: ReadonlySet<string>): Declared {
  if (type !== 'counter') return { name, type };
  const short = name.slice(0, -TOTAL.length);
  const isCounter = name.endsWith(TOTAL) && short !== '' && !names.has(short);
  return isCounter ? { name: short, type } : { name, type: 'unknown' };
}

/** From here on the canonical form has an exponent. */
const LARGE = 1e6;
/** Below, it has one too. */
const SMALL = 1e-4;

/** The form that OpenMetrics prescribes for `le`: shortest digits, `1.0` for 1, `1e+06` for a million. */
export function canonicalNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= LARGE || size < SMALL)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
