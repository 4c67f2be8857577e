import { binary, type Expression } from '../../alerts/promql';
import { orZero } from './expressions';

/**
 * Share of `whole` that is `part`, and 0 where `whole` is 0: for events that are rare enough that "none" is the rule,
 * so that a panel says 0 and not nothing.
 */
export function ratioOrZero(part: Expression, whole: Expression): Expression {
  return orZero(binary(part, '/', binary(whole, '>', 0)), whole);
}
