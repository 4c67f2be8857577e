import { binary, expression, type Expression, type Queries } from '../../alerts/promql';

/** `counter`, and 0 for each label set of `anchor` that it has no series for. Both need the same labels. */
export function orZero(counter: Expression, anchor: Expression): Expression {
  return binary(counter, 'or', binary(anchor, '*', 0));
}

/**
 * Like {@link orZero} where `counter` has more labels than `anchor`: they are matched on those of `anchor` only. With an
 * anchor that has no labels there is one 0, and only as long as there is no series at all.
 */
export function orZeroPer(anchor: Expression, counter: Expression): Expression {
  const text = `${counter.text} or on (${anchor.labels.join(', ')}) (${anchor.text} * 0)`;
  return expression(text, [counter, anchor]);
}

/**
 * A counter whose series come with their first event, and one 0 as long as there is none but the gateway's
 * instrumentation is: "nothing happened" differs from "nothing is there".
 */
export function eventsOrZero(q: Queries, counter: Expression): Expression {
  return orZeroPer(q.aggregate('max', 'self.info'), counter);
}

/** The `count` largest. */
export function top(count: number, of: Expression): Expression {
  return expression(`topk(${count}, ${of.text})`, [of]);
}

/** Seconds since the Unix time that `timestamp` holds. */
export function age(timestamp: Expression): Expression {
  return expression(`time() - ${timestamp.text}`, [timestamp]);
}

/** The value times a constant, e.g. 60 for events a minute of a rate. */
export function times(of: Expression, factor: number): Expression {
  return binary(of, '*', factor);
}

/** The smallest `count`. */
export function bottom(count: number, of: Expression): Expression {
  return expression(`bottomk(${count}, ${of.text})`, [of]);
}
