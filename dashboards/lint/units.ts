import { type Binding, type BoundMetric } from '../../instrumentation/contract';
import { panels, type Target, targets } from '../kit/targets';
import { aboutTarget, type Finding, type LintInput } from './rules';

/** Grafana's units that fit a value in the unit of a metric. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  seconds: ['s', 'dtdurations', 'clocks'],
  bytes: ['bytes', 'decbytes'],
};

/**
 * A quantile, a sum or a largest value of a metric is in the metric's unit, and so is the panel. Ratios, rates and counts
 * are not judged, nor are tables, whose columns have units of their own.
 */
export function units({ board, binding }: LintInput): Finding[] {
  const unitOf = new Map(
    panels(board.model)
      .filter(({ type }) => type !== 'table')
      .map((panel) => [panel.id ?? 0, panel.fieldConfig?.defaults.unit]),
  );
  return targets(board).flatMap((target) => {
    const unit = unitOf.get(target.panelId);
    const metric = plainly(target, binding);
    const fitting = metric === undefined ? undefined : FITTING[metric.spec.unit];
    if (unit === undefined || fitting === undefined || fitting.includes(unit)) return [];
    return [
      aboutTarget(
        target,
        `is in ${metric!.spec.unit}, and its panel in "${unit}"; write one of ${fitting.join(', ')}`,
      ),
    ];
  });
}

/** The only metric of a query that keeps its unit: nothing is divided, counted or compared. */
function plainly({ expr, uses }: Target, binding: Binding): BoundMetric | undefined {
  const [use] = uses;
  if (use === undefined || uses.some(({ id }) => id !== use.id)) return undefined;
  const keepsUnit =
    /^(histogram_quantile|(sum|max|min|avg)( by| \(|\())/.test(expr) && !/[/*]|count|rate\(/.test(bare(expr));
  return keepsUnit ? binding.get(use.id) : undefined;
}

/** Without strings, and for a quantile without the rate that it is made of. */
function bare(expr: string): string {
  const text = expr.replace(/"[^"]*"/g, '');
  return text.startsWith('histogram_quantile') ? text.replace(/rate\(/, '') : text;
}
