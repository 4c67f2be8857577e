import { presets } from '../../../instrumentation/presets';
import { objectsOf, UNITS } from '../../components';
import type { StackConfig } from '../../config/schema';
import { FEATURES } from '../../testing/features';
import { modelOf } from '../../testing/stacks';
import { stackModel } from '../stack';
import { wiringProblems } from '.';

const { config: prod } = modelOf('prod');
const [gateway] = prod.gateways;

const names = Object.keys(FEATURES);
const pairs = names.flatMap((first, index) => names.slice(index).map((second) => [first, second] as const));

function problemsOf(config: StackConfig): string[] {
  const objects = UNITS.flatMap((unit) => objectsOf(unit, stackModel(config)));
  return wiringProblems(objects, config).map(({ rule, message }) => `${rule}: ${message}`);
}

it.each(pairs)('a stack with %s and %s is wired', (first, second) => {
  const changed = [first, second].reduce((config, name) => FEATURES[name]?.(config) ?? config, prod);
  expect(problemsOf(changed)).toEqual([]);
});

it.each(Object.keys(presets))('a stack with the preset %s is wired', (preset) => {
  const gateways = [{ ...gateway!, metricsToken: { secret: 'gateway-token', key: 'token' } }];
  expect(problemsOf({ ...prod, preset, gateways })).toEqual([]);
});
