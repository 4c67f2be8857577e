import { binary, type Expression } from '../../alerts/promql';
import { orZero } from './expressions';

/**
 * `value` where `count` is above 0, and 0 where it is 0: for events that are rare enough that "none" is the rule, so that
 * a panel says 0 and not nothing. Both need the same labels.
 */
export function zeroWhereNone(value: Expression, count: Expression): Expression {
  return orZero(binary(value, 'and', binary(count, '>', 0)), count);
}
