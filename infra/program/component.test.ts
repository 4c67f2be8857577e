import { join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { objectsOf, UNITS } from '../components';
import { readStackConfig } from '../config/file';
import { stackModel } from '../model/stack';
import { StackUnit } from './component';

const model = stackModel(readStackConfig('dev', join(__dirname, '..', '..')));

beforeAll(() =>
  pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    'gatewatch',
    'test',
  ),
);

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

it.each(UNITS)('%s is the parent of its objects, whose names say kind, namespace and name', async (unit) => {
  const component = new StackUnit(unit, objectsOf(unit, model), {});
  const type = `gatewatch:infra:${unit[0]?.toUpperCase()}${unit.slice(1)}`;
  const expected = objectsOf(unit, model).map(({ kind, metadata }) =>
    [kind, ...(metadata.namespace === undefined ? [] : [metadata.namespace]), metadata.name]
      .join('/')
      .toLowerCase(),
  );
  const urns = await valueOf(component.objects);
  expect(urns.map((urn) => urn.split('::')[3]).sort()).toEqual(expected.sort());
  expect(urns.filter((urn) => !urn.includes(`::${type}$`))).toEqual([]);
});
