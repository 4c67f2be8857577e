import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { FOLLOWED, LIBRARIES, LIBRARY_NAMES, NEVER, ON_REQUEST, wantedLibraries } from './catalogue';
import { instrument } from './instrument';

const PREFIX = '@opentelemetry/instrumentation-';
const collection = createRequire(require.resolve('@opentelemetry/auto-instrumentations-node'));

/** What the collection depends on, as its own manifest says. */
function collected(): string[] {
  const main = require.resolve('@opentelemetry/auto-instrumentations-node');
  const manifest = join(main.slice(0, main.indexOf('/build/')), 'package.json');
  const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return Object.keys(dependencies)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length));
}

it('decides about every instrumentation of the collection, once', () => {
  const known = [...LIBRARY_NAMES, ...Object.keys(NEVER)];
  expect(new Set(known).size).toBe(known.length);
  // The one of Fastify has left the collection, and users ask for it all the same; of BullMQ there never was one.
  const others: readonly string[] = ['fastify', ...FOLLOWED.map(({ name }) => name)];
  expect(known.filter((name) => !others.includes(name)).sort()).toEqual(collected().sort());
});

it('takes all but those on request for auto', () => {
  expect([...wantedLibraries(['auto'])]).toEqual([...LIBRARIES, ...FOLLOWED].map(({ name }) => name));
  expect([...wantedLibraries(['auto', 'net'])]).toEqual(LIBRARY_NAMES);
  expect([...wantedLibraries(['pg', 'net'])]).toEqual(['pg', 'net']);
  expect([...wantedLibraries([])]).toEqual([]);
});

test.each([...LIBRARIES, ...ON_REQUEST])(
  '$name: its packages are those that its instrumentation patches',
  ({ name, packages }) => {
    const exported = collection(`${PREFIX}${name}`) as Record<string, unknown>;
    const Class = Object.entries(exported).find(([key]) => key.endsWith('Instrumentation'))?.[1];
    const instance = new (Class as new (options: object) => object)({ enabled: false });
    const patched = [instance, ...Object.values(instance)].flatMap((part: unknown) => {
      const modules = (part as { _modules?: { name: string }[] } | null | undefined)?._modules;
      return Array.isArray(modules) ? modules.map((module) => module.name) : [];
    });
    expect(patched.length).toBeGreaterThan(0);
    const firstParts = patched.map((one) =>
      one
        .split('/')
        .slice(0, one.startsWith('@') ? 2 : 1)
        .join('/'),
    );
    expect([...packages].sort()).toEqual([...new Set(firstParts)].sort());
  },
);

test.each([...LIBRARIES])('$name can be switched on', ({ name }) => {
  const errors: unknown[] = [];
  expect(() => instrument(name, new TracerProvider({}), (error) => errors.push(error))).not.toThrow();
  expect(errors).toEqual([]);
});
