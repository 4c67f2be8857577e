import { objectsOf, UNITS } from '../components';
import { MODELS, modelOf } from '../testing/stacks';
import { brokenEdges } from './broken';

const all = (model: ReturnType<typeof modelOf>) => UNITS.flatMap((unit) => objectsOf(unit, model));

it.each(MODELS)('nothing is broken in %s', (_stack, model) => {
  expect(brokenEdges(all(model), model.config)).toEqual([]);
});

it('names a monitor whose Service is gone', () => {
  const model = modelOf('dev');
  const objects = all(model).filter(({ kind, metadata }) => kind !== 'Service' || metadata.name !== 'tempo');
  const lines = brokenEdges(objects, model.config);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('\n')).toContain('tempo');
});
