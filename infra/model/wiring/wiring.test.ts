import { objectsOf, UNITS } from '../../components';
import { MODELS } from '../../testing/stacks';
import { wiringProblems } from '.';

it.each(MODELS)('the stack %s is wired', (_stack, model) => {
  const objects = UNITS.flatMap((unit) => objectsOf(unit, model));
  expect(wiringProblems(objects, model.config).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});
