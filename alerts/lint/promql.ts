import { parser } from '@prometheus-io/lezer-promql';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

export interface Matcher {
  readonly label: string;
  readonly op: string;
  readonly value: string;
}

/** A PromQL expression, as far as the checks look at it. */
export type Promql =
  | { readonly kind: 'selector'; readonly name: string; readonly matchers: readonly Matcher[] }
  | { readonly kind: 'call'; readonly fn: string; readonly args: readonly Promql[] }
  | {
      readonly kind: 'aggregate';
      readonly op: string;
      readonly by?: readonly string[];
      readonly without?: readonly string[];
      readonly args: readonly Promql[];
    }
  | {
      readonly kind: 'binary';
      readonly op: string;
      readonly on?: readonly string[];
      readonly ignoring?: readonly string[];
      readonly left: Promql;
      readonly right: Promql;
    }
  | { readonly kind: 'subquery'; readonly of: Promql }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'other'; readonly parts: readonly Promql[] };

/**
 * The parsed expression. Grafana's `$__rate_interval` and the like stand for a duration.
 * @throws Error saying where the expression ends to be PromQL
 */
export function parsePromql(text: string): Promql {
  const expr = text.replace(/\$\{?__\w+\}?/g, '5m');
  const tree = parser.parse(expr);
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) throw new Error(`is no PromQL from "${expr.slice(from, from + 30)}" on`);
    },
  });
  const top = tree.topNode.firstChild;
  if (top === null) throw new Error('is empty');
  return nodeOf(top, expr);
}

/** Every part of an expression, each with the expressions around it, the innermost first. */
export function* parts(
  node: Promql,
  around: readonly Promql[] = [],
): Generator<readonly [Promql, readonly Promql[]]> {
  yield [node, around];
  for (const child of childrenOf(node)) yield* parts(child, [node, ...around]);
}

export function childrenOf(node: Promql): readonly Promql[] {
  switch (node.kind) {
    case 'call':
    case 'aggregate':
      return node.args;
    case 'binary':
      return [node.left, node.right];
    case 'subquery':
      return [node.of];
    case 'other':
      return node.parts;
    default:
      return [];
  }
}

function nodeOf(node: SyntaxNode, text: string): Promql {
  const inside = (): Promql[] =>
    children(node)
      .filter(isExpression)
      .map((child) => nodeOf(child, text));
  const [first] = inside();
  switch (node.name) {
    case 'VectorSelector':
      return selector(node, text);
    case 'FunctionCall':
      return {
        kind: 'call',
        fn: textOf(node.getChild('FunctionIdentifier'), text),
        args: argumentsOf(node, text),
      };
    case 'AggregateExpr':
      return aggregate(node, text);
    case 'BinaryExpr':
      return binary(node, text);
    case 'SubqueryExpr':
      return { kind: 'subquery', of: first ?? { kind: 'other', parts: [] } };
    case 'NumberDurationLiteral':
      return { kind: 'number', value: Number(textOf(node, text)) };
    // Ranges, offsets, `@` and parentheses change nothing of what is asked here.
    case 'MatrixSelector':
    case 'OffsetExpr':
    case 'StepInvariantExpr':
    case 'ParenExpr':
      return first ?? { kind: 'other', parts: [] };
    case 'UnaryExpr':
      return first?.kind === 'number'
        ? { kind: 'number', value: Number(textOf(node, text)) }
        : { kind: 'other', parts: inside() };
    default:
      return { kind: 'other', parts: inside() };
  }
}

const EXPRESSIONS = new Set([
  'VectorSelector',
  'FunctionCall',
  'AggregateExpr',
  'BinaryExpr',
  'SubqueryExpr',
  'NumberDurationLiteral',
  'MatrixSelector',
  'OffsetExpr',
  'StepInvariantExpr',
  'ParenExpr',
  'UnaryExpr',
  'StringLiteral',
]);

function isExpression({ name }: SyntaxNode): boolean {
  return EXPRESSIONS.has(name);
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

function textOf(node: SyntaxNode | null, text: string): string {
  return node === null ? '' : text.slice(node.from, node.to);
}

function argumentsOf(node: SyntaxNode, text: string): Promql[] {
  const body = node.getChild('FunctionCallBody');
  return body === null
    ? []
    : children(body)
        .filter(isExpression)
        .map((child) => nodeOf(child, text));
}

function selector(node: SyntaxNode, text: string): Promql {
  const matchers = (node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map(
    (one): Matcher => ({
      label: textOf(one.getChild('LabelName'), text),
      op: textOf(one.getChild('MatchOp'), text),
      value: textOf(one.getChild('StringLiteral'), text).slice(1, -1),
    }),
  );
  const named = matchers.find(({ label, op }) => label === '__name__' && op === '=')?.value ?? '';
  const name = textOf(node.getChild('Identifier'), text);
  return { kind: 'selector', name: name === '' ? named : name, matchers };
}

function aggregate(node: SyntaxNode, text: string): Promql {
  const modifier = node.getChild('AggregateModifier');
  const labels = grouping(modifier, text);
  return {
    kind: 'aggregate',
    op: textOf(node.getChild('AggregateOp'), text),
    ...(has(modifier, 'Without') ? { without: labels } : { by: labels }),
    args: argumentsOf(node, text),
  };
}

function binary(node: SyntaxNode, text: string): Promql {
  const all = children(node);
  const [left, right] = all.filter(isExpression).map((child) => nodeOf(child, text));
  const none: Promql = { kind: 'other', parts: [] };
  const clause = node.getChild('MatchingModifierClause');
  const labels = grouping(clause, text);
  return {
    kind: 'binary',
    op: textOf(all.find((child, index) => index > 0 && !isExpression(child)) ?? null, text),
    ...(has(clause, 'On') ? { on: labels } : {}),
    ...(has(clause, 'Ignoring') ? { ignoring: labels } : {}),
    left: left ?? none,
    right: right ?? none,
  };
}

function grouping(node: SyntaxNode | null, text: string): string[] {
  return (node?.getChild('GroupingLabels')?.getChildren('LabelName') ?? []).map((one) => textOf(one, text));
}

function has(node: SyntaxNode | null, child: string): boolean {
  return node !== null && node.getChild(child) !== null;
}
