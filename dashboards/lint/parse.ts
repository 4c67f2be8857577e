import { parser } from '@prometheus-io/lezer-promql';
import { interpolate } from '../kit/interpolate';
import { ALL_VARIABLES } from '../kit/variable-names';

/** A selector of a query: which series it reads. */
export interface Selected {
  /** Exposed name. */
  readonly name: string;
  /** Labels that it matches on. */
  readonly labels: readonly string[];
}

/** What a rule about boards looks at in a PromQL query. */
export interface ParsedQuery {
  /** Text at the first place that the grammar refuses. */
  readonly refused?: string;
  readonly selected: readonly Selected[];
  /** Labels that the result is grouped by, in any of its aggregations. */
  readonly grouped: readonly string[];
}

/** Any will do: what is written for a range does not change how the rest reads. */
const TIME = { rateInterval: '1m', interval: '15s', range: '1h' } as const;

/** Reads a PromQL query with the variables of a board. @throws like `interpolate` */
export function parseQuery(expr: string): ParsedQuery {
  const text = interpolate(expr, ALL_VARIABLES, TIME);
  const selected: { name: string; labels: string[] }[] = [];
  const grouped: string[] = [];
  let refused: string | undefined;
  parser.parse(text).iterate({
    enter: (node) => {
      const own = text.slice(node.from, node.to);
      if (node.type.isError) refused ??= text.slice(Math.max(node.from - 10, 0), node.to + 20);
      else if (node.name === 'VectorSelector') selected.push({ name: '', labels: [] });
      else if (node.name === 'Identifier') rename(selected.at(-1), own);
      else if (node.name === 'LabelName') {
        const isMatcher = node.node.parent?.name === 'UnquotedLabelMatcher';
        if (isMatcher) selected.at(-1)?.labels.push(own);
        else if (isUnder(node.node.parent, 'AggregateModifier')) grouped.push(own);
      }
    },
  });
  return { selected, grouped: [...new Set(grouped)], ...(refused === undefined ? {} : { refused }) };
}

function rename(selector: { name: string } | undefined, name: string): void {
  if (selector !== undefined && selector.name === '') selector.name = name;
}

type Node = ReturnType<typeof parser.parse>['topNode'];

function isUnder(node: Node | null, name: string): boolean {
  for (let each = node; each !== null; each = each.parent) if (each.name === name) return true;
  return false;
}
