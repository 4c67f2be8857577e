import type { MetricId } from '../../instrumentation/contract';

/** One use of a metric in an expression: which metric, and which exposed label names the expression touches. */
export interface Use {
  readonly id: MetricId;
  readonly labels: readonly string[];
}

/** PromQL text together with what it reads, so that coverage and lint need not parse it back. */
export interface Expression {
  readonly text: string;
  readonly uses: readonly Use[];
}

/** An expression from text and the expressions that the text contains. */
export function expression(text: string, parts: readonly Expression[]): Expression {
  return { text, uses: parts.flatMap((part) => part.uses) };
}

/** `a OP b`, with each side in parentheses where it is itself an operation. */
export function binary(left: Expression, operator: string, right: Expression | number): Expression {
  const side = typeof right === 'number' ? String(right) : grouped(right);
  return expression(
    `${grouped(left)} ${operator} ${side}`,
    typeof right === 'number' ? [left] : [left, right],
  );
}

const SIMPLE = /^[a-z_]+(?: (?:by|without) \([^)]*\))? ?\(.*\)$|^[a-z_:]+(?:\{[^}]*\})?$/s;

function grouped(part: Expression): string {
  return SIMPLE.test(part.text) && isOneCall(part.text) ? part.text : `(${part.text})`;
}

/** True if the first parenthesis after the function name closes at the very end, or there is none. */
function isOneCall(text: string): boolean {
  const byClause = /^[a-z_]+ (?:by|without) \([^)]*\) ?/.exec(text)?.[0] ?? '';
  let depth = 0;
  let quoted = false;
  for (let i = byClause.length; i < text.length; i += 1) {
    if (text[i] === '"' && text[i - 1] !== '\\') quoted = !quoted;
    if (quoted) continue;
    if (text[i] === '(') depth += 1;
    if (text[i] === ')') {
      depth -= 1;
      if (depth === 0 && i < text.length - 1) return false;
    }
  }
  return true;
}
