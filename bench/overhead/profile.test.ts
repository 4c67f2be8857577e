import { ownerOf, spent } from './profile';

const frame = (functionName: string, url = '') => ({ functionName, url });

test.each([
  ['(garbage collector)', '', 'garbage collector'],
  ['(program)', '', 'native code'],
  ['run', 'node:internal/async_local_storage/async_hooks', 'Node.js: async context, channels'],
  ['publish', 'node:diagnostics_channel', 'Node.js: async context, channels'],
  ['emit', 'node:events', 'Node.js: the rest of it'],
  ['end', 'file:///a/instrumentation/dist/http/server-request.js', 'preload'],
  ['end', '/a/node_modules/@opentelemetry/api/build/x.js', 'OpenTelemetry'],
  ['next', '/a/node_modules/router/index.js', 'application and framework'],
])('%s of "%s" belongs to: %s', (name, url, owner) => {
  expect(ownerOf(frame(name, url))).toBe(owner);
});

test('the time of a sample goes to the function on top, and waiting to nobody', () => {
  const ours = frame('end', '/a/instrumentation/dist/http/server-request.js');
  const { owners, functions } = spent({
    nodes: [
      { id: 1, callFrame: frame('(idle)') },
      { id: 2, callFrame: ours },
      { id: 3, callFrame: frame('emit', 'node:events') },
    ],
    samples: [1, 2, 3, 2],
    timeDeltas: [1000, 10, 20, 5],
  });
  expect(owners.preload).toBe(15);
  expect(owners['Node.js: the rest of it']).toBe(20);
  expect(Object.values(owners).reduce((sum, micros) => sum + micros)).toBe(35);
  expect([...functions]).toEqual([['end (http/server-request.js)', 15]]);
});
