import { objectsOf, UNITS } from '../../components';
import { excludedOf, mutantsOf } from '../../testing/mutants';
import { modelOf } from '../../testing/stacks';
import { wiringProblems } from '.';

const model = modelOf('prod');
const objects = UNITS.flatMap((unit) => objectsOf(unit, model));
const mutants = mutantsOf(objects);
const classes = [...new Set(mutants.map((mutant) => mutant.class))];

it('tries at least three mutants in each class, and many in all', () => {
  expect(classes.length).toBeGreaterThanOrEqual(15);
  for (const name of classes) {
    const count = mutants.filter((mutant) => mutant.class === name).length;
    expect([name, count >= 3]).toEqual([name, true]);
  }
  expect(mutants.length).toBeGreaterThan(60);
});

it('every mutant differs from the stack and from every other', () => {
  const titles = mutants.map((mutant) => `${mutant.class}: ${mutant.title}`);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  const same = mutants.filter((mutant) => JSON.stringify(mutant.objects) === JSON.stringify(objects));
  expect(same.map(({ title }) => title)).toEqual([]);
});

it.each(classes)('every mutant of the class "%s" is caught by a message that names the edge', (name) => {
  const missed = mutants
    .filter((mutant) => mutant.class === name)
    .flatMap(({ title, objects: mutated, names }) => {
      const messages = wiringProblems(mutated, model.config).map(({ message }) => message);
      if (messages.some((message) => names.every((part) => message.includes(part)))) return [];
      return [{ title, names, messages: messages.slice(0, 4) }];
    });
  expect(missed).toEqual([]);
});

it('nothing is left out without a reason, which is printed', () => {
  const excluded = excludedOf(objects);
  const counts = classes.map((name) => {
    const count = mutants.filter((mutant) => mutant.class === name).length;
    return `  ${name}: ${count}`;
  });
  process.stdout.write(
    [
      `${mutants.length} mutants in ${classes.length} classes:`,
      ...counts,
      `${excluded.length} places left out:`,
      ...excluded.map((one) => `  ${one.class}: ${one.title}: ${one.reason}`),
      '',
    ].join('\n'),
  );
  for (const { reason } of excluded) expect(reason.length).toBeGreaterThan(20);
  expect(excluded.length).toBeLessThan(mutants.length / 10);
});
