import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

/** What `npm publish` would send, as npm itself lists it. */
function packedFiles(): readonly string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: join(__dirname, '..', 'instrumentation'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return (JSON.parse(output) as readonly Packed[]).flatMap(({ files }) => files.map(({ path }) => path));
}

describe('the published package', () => {
  const files = packedFiles();

  it('holds only what is built, and what a reader needs', () => {
    const others = files.filter((path) => !/^dist\/.*\.(js|d\.ts)$/.test(path));
    expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json']);
  });

  it('holds the entries that package.json names, with their types', () => {
    for (const entry of ['register', 'index', 'contract/index', 'cli/main']) {
      expect(files).toContain(`dist/${entry}.js`);
      expect(files).toContain(`dist/${entry}.d.ts`);
    }
  });

  it('holds no test and no fixture', () => {
    expect(files.filter((path) => /\.test\.|type-test|testing\//.test(path))).toEqual([]);
  });
});
