import { calcOf } from '../charts/input';
import { type DrawInput } from '../draw';
import { type Drawing } from '../drawing';
import { fieldsOf } from '../fields/field';
import { reduce } from '../values/reduce';
import { shown } from '../values/shown';

/** One number for each series; its name is shown only where there are several. */
export function drawNumbers({ panel, answers }: DrawInput): Drawing | undefined {
  const fields = fieldsOf(panel, answers);
  const numbers = fields.flatMap(({ name, points, config }) => {
    const value = reduce(points, calcOf(panel));
    return value === undefined ? [] : [{ ...shown(value, config), name: fields.length > 1 ? name : '' }];
  });
  return numbers.length === 0 ? undefined : { kind: 'numbers', numbers };
}
