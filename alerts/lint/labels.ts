import type { Promql } from './promql';
import type { KnownSeries } from './subject';

/** Functions that take the name of a series away and leave its labels. */
const SAME_LABELS =
  /^(rate|irate|increase|delta|idelta|deriv|resets|changes|predict_linear|abs|ceil|floor|round|clamp|clamp_min|clamp_max|sqrt|ln|log2|log10|exp|sgn|timestamp|sort|sort_desc|.*_over_time)$/;

/** Labels that the results of an expression have; undefined where nobody knows, `scalar` for a number. */
export function labelsOf(
  node: Promql,
  series: ReadonlyMap<string, KnownSeries>,
): readonly string[] | 'scalar' | undefined {
  switch (node.kind) {
    case 'number':
      return 'scalar';
    case 'selector':
      return series.get(node.name)?.labels;
    case 'subquery':
      return labelsOf(node.of, series);
    case 'aggregate': {
      if (node.by !== undefined) return node.by;
      const inner = labelsOf(node.args[node.args.length - 1] ?? node, series);
      return Array.isArray(inner) ? without(inner as string[], node.without ?? []) : undefined;
    }
    case 'call': {
      if (['vector', 'scalar', 'time', 'pi'].includes(node.fn)) return node.fn === 'vector' ? [] : 'scalar';
      const vector = node.args.map((arg) => labelsOf(arg, series)).find((labels) => labels !== 'scalar');
      if (node.fn === 'histogram_quantile')
        return Array.isArray(vector) ? without(vector, ['le']) : undefined;
      return SAME_LABELS.test(node.fn) ? vector : undefined;
    }
    case 'binary': {
      const left = labelsOf(node.left, series);
      const right = labelsOf(node.right, series);
      if (left === 'scalar') return right;
      if (right === 'scalar' || ['and', 'unless'].includes(node.op)) return left;
      if (node.op === 'or') return undefined;
      if (node.on !== undefined) return undefined;
      return Array.isArray(left) ? without(left as string[], node.ignoring ?? []) : undefined;
    }
    case 'other':
      return undefined;
  }
}

function without(labels: readonly string[], dropped: readonly string[]): string[] {
  return labels.filter((label) => !dropped.includes(label));
}
