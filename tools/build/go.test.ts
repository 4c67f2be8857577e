import { join } from 'node:path';
import { pinOf } from '../pins';
import { fixtureContext } from '../testing/fixture-pins';
import { temporaryFolder } from '../testing/temporary-folder';
import { compareVersions, goProblem, installedGo, neededGo } from './go';

const MODULES = join(__dirname, '../modules');

test('versions are compared by number', () => {
  expect(['1.26.5', '1.9', '1.26', '1.100.0'].sort(compareVersions)).toEqual([
    '1.9',
    '1.26',
    '1.26.5',
    '1.100.0',
  ]);
  expect(compareVersions('1.26', '1.26.0')).toBe(0);
});

test('each module says which Go it needs', () => {
  expect(neededGo('loki', MODULES)).toBe('1.26.5');
});

test('a Go that is new enough is no problem', () => {
  expect(goProblem([pinOf('loki'), pinOf('tempo')], MODULES, '1.26.5')).toBeUndefined();
});

test('a Go that is too old names only what it cannot build', () => {
  const problem = goProblem([pinOf('tempo'), pinOf('loki')], MODULES, '1.25.9');
  expect(problem).toMatch(/^Go 1\.25\.9 on PATH is too old, .*: loki 3\.7\.8 needs Go >= 1\.26\.5\. /);
  expect(problem).not.toContain('tempo');
});

test('a missing Go names every tool and the newest version that one needs', () => {
  const problem = goProblem([pinOf('tempo'), pinOf('loki'), pinOf('amtool')], MODULES, undefined);
  expect(problem).toContain(
    'Go is not on PATH, and these have to be built with it: tempo 1.5.0 needs Go >= 1.24.0; loki 3.7.8 needs Go >= 1.26.5; amtool 0.28.1 needs Go >= 1.24.0. Install Go 1.26.5 or newer',
  );
});

describe('installedGo', () => {
  const folder = temporaryFolder();

  test('is undefined without a go on PATH', async () => {
    expect(await installedGo(fixtureContext(folder(), { PATH: folder() }))).toBeUndefined();
  });
});
