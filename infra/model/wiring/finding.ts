import { nearest } from '../../config/nearest';

/** A broken edge: something that an object refers to and that is not there, or not as it has to be. */
export interface Finding {
  /** Kind, namespace and name of the object that refers, e.g. `Service observability/tempo`. */
  readonly object: string;
  /** Where in the object, e.g. `spec.ports[0].targetPort`. */
  readonly field: string;
  /** What stands there, as JSON. */
  readonly value: string;
  /** One sentence: object, field, value, what would fit, and the nearest of what there is. */
  readonly message: string;
}

/**
 * The finding that a value does not fit.
 * @param expected what would fit, in words
 * @param candidates names of which one may have been meant
 */
export function finding(
  object: string,
  field: string,
  value: unknown,
  expected: string,
  candidates: readonly string[] = [],
): Finding {
  const known = [...new Set(candidates)].sort();
  const meant = typeof value === 'string' ? nearest(value, known) : undefined;
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return {
    object,
    field,
    value: text,
    message: [
      `${object}: ${field} is ${text}: expected ${expected}`,
      ...(known.length === 0 ? [] : [`there are ${known.join(', ')}`]),
      ...(meant === undefined || meant === value ? [] : [`did you mean "${meant}"?`]),
    ].join('; '),
  };
}
