import type { Expression } from './expression';

/** The series that a recording rule writes, with the labels and uses of what it records. */
export function recorded(name: string, source: Expression): Expression {
  return { text: name, uses: source.uses, labels: source.labels };
}

/** Seconds since the time that an expression gives as Unix time. */
export function secondsSince(timestamp: Expression): Expression {
  return { ...timestamp, text: `time() - ${timestamp.text}` };
}

/** A function over a range of an expression, e.g. `sum_over_time(x[1h])`; with a step, over a subquery. */
export function overTime(
  fn: 'sum_over_time' | 'count_over_time' | 'max_over_time' | 'min_over_time' | 'avg_over_time',
  inner: Expression,
  window: string,
  step?: string,
): Expression {
  const range = step === undefined ? window : `${window}:${step}`;
  return { ...inner, text: `${fn}(${inner.text}[${range}])` };
}

/** The sum of an expression's results by some of their labels. */
export function sumBy(inner: Expression, labels: readonly string[]): Expression {
  return { ...inner, text: `sum by (${labels.join(', ')}) (${inner.text})`, labels };
}

/** Seconds until the time that an expression gives as Unix time. */
export function secondsLeft(timestamp: Expression): Expression {
  return { ...timestamp, text: `${timestamp.text} - time()` };
}
