import { guardPatches } from './guard';

it('hands a module on as it is where its patch throws, and says so', () => {
  const broken = () => {
    throw new TypeError('changed shape');
  };
  const good = (exports: unknown) => ({ patched: exports });
  const file = { patch: broken };
  const major = { _modules: [{ patch: broken, files: [] }] };
  const instrumentation = { _modules: [{ patch: good, files: [file] }], v4: major, other: null };
  const errors: unknown[] = [];
  guardPatches(instrumentation, (error) => errors.push(error));

  const module = instrumentation._modules[0] as { patch: (exports: unknown) => unknown };
  expect(module.patch('a')).toEqual({ patched: 'a' });
  expect((file.patch as (exports: unknown) => unknown)('b')).toBe('b');
  expect((major._modules[0]?.patch as (exports: unknown) => unknown)('c')).toBe('c');
  expect(errors.map(String)).toEqual(['TypeError: changed shape', 'TypeError: changed shape']);
});
