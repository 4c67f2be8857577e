import { agrees } from './install-state.cjs';

const lock = {
  packages: {
    '': { name: 'root' },
    alerts: { version: '0.1.0' },
    'node_modules/@x/alerts': { link: true },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a/node_modules/b': { version: '2.0.0' },
    'node_modules/for-windows': { version: '1.0.0', optional: true },
  },
};
const installed = (more: object = {}) => ({
  packages: {
    'node_modules/@x/alerts': { link: true },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a/node_modules/b': { version: '2.0.0' },
    ...more,
  },
});

test('agrees if every package is there at its version; what is optional may be absent', () => {
  expect(agrees(lock, installed())).toBe(true);
});

test.each([
  ['a package of another version', installed({ 'node_modules/a': { version: '1.0.1' } })],
  [
    'a nested package of another version',
    installed({ 'node_modules/a/node_modules/b': { version: '1.9.0' } }),
  ],
  ['an optional package of another version', installed({ 'node_modules/for-windows': { version: '2.0.0' } })],
  ['a missing package', { packages: {} }],
  ['an empty record', {}],
])('does not agree with %s', (_, record) => {
  expect(agrees(lock, record)).toBe(false);
});
