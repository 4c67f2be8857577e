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
  /** Exposed names of the labels that its results are known to carry. */
  readonly labels: readonly string[];
  /** Of a condition: the share (0..1) of its window after which it holds where everything goes wrong, if it is known. */
  readonly reach?: number;
}

/** An expression from text and the expressions that the text contains; its results have the labels of the first. */
export function expression(
  text: string,
  parts: readonly Expression[],
  labels: readonly string[] = parts[0]?.labels ?? [],
): Expression {
  return { text, uses: parts.flatMap((part) => part.uses), labels };
}

/**
 * `left OP right`, with each side in parentheses where it is itself an operation.
 * @throws Error if both sides are vectors whose labels differ: without `on ()` no pair of them would ever match.
 */
export function binary(left: Expression | number, operator: string, right: Expression | number): Expression {
  const parts = [left, right].filter((part) => typeof part !== 'number');
  const [first, second] = parts;
  if (first !== undefined && second !== undefined && !sameLabels(first, second)) {
    throw new Error(
      `"${first.text}" ${operator} "${second.text}": the left side has the labels (${first.labels.join(', ')}), ` +
        `the right side (${second.labels.join(', ')}), so nothing would match; group both sides by the same labels`,
    );
  }
  return expression(`${side(left)} ${operator} ${side(right)}`, parts);
}

/**
 * Share of `whole` that is `part`. A part without series counts as 0 (no error yet is a ratio of 0, not "no data");
 * a whole of 0 gives NaN, which no threshold matches.
 */
export function ratio(part: Expression, whole: Expression): Expression {
  return binary(binary(part, 'or', binary(whole, '*', 0)), '/', whole);
}

function sameLabels(a: Expression, b: Expression): boolean {
  return [...new Set(a.labels)].sort().join() === [...new Set(b.labels)].sort().join();
}

function side(part: Expression | number): string {
  return typeof part === 'number' ? String(part) : grouped(part.text);
}

const SIMPLE =
  /^[a-zA-Z_]\w*(?: (?:by|without) \([^)]*\))? ?\(.*\)$|^[a-zA-Z_:][a-zA-Z0-9_:]*(?:\{[^}]*\})?$/s;

function grouped(text: string): string {
  return SIMPLE.test(text) && isOneCall(text) ? text : `(${text})`;
}

/** True if the first parenthesis after the function name closes at the very end, or there is none. */
function isOneCall(text: string): boolean {
  const byClause = /^[a-zA-Z_]\w* (?:by|without) \([^)]*\) ?/.exec(text)?.[0] ?? '';
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

/** One series with the value 1 and no labels: true at any time. */
export function always(): Expression {
  return expression('vector(1)', []);
}
