import { join } from 'node:path';
import { loadedCopies } from './copies';

const under = (...parts: string[]) => join('/app', ...parts);

test('finds each copy once, by its folder, and takes no other library for it', () => {
  const files = [
    under('node_modules', '@opentelemetry', 'api', 'build', 'src', 'index.js'),
    under('node_modules', '@opentelemetry', 'api', 'build', 'src', 'trace.js'),
    under('node_modules', 'dd-trace', 'node_modules', '@opentelemetry', 'api', 'index.js'),
    under('node_modules', '@opentelemetry', 'api-logs', 'index.js'),
    under('node_modules', 'prom-client', 'node_modules', 'tdigest', 'index.js'),
  ];
  expect(loadedCopies(files, (folder) => `of ${folder}`)).toEqual({
    '@opentelemetry/api': [
      under('node_modules', '@opentelemetry', 'api'),
      under('node_modules', 'dd-trace', 'node_modules', '@opentelemetry', 'api'),
    ].map((path) => ({ path, version: `of ${path}` })),
    'prom-client': [],
  });
});

test('reads the version from the copy itself', () => {
  const file = require.resolve('@opentelemetry/api');
  const [copy] = loadedCopies([file])['@opentelemetry/api'] ?? [];
  expect(copy?.version).toMatch(/^1\.\d+\.\d+$/);
});
