import { join } from 'node:path';
import { manifestModules, readManifest } from '../collector/manifest';
import { pinOf } from '../pins';
import { program } from '../testing/program';
import { temporaryFolder } from '../testing/temporary-folder';
import { judge, probe } from './probe';

const collectorOutput = (modules: readonly string[]): string =>
  ['buildinfo:', '    version: 0.155.0', ...modules.map((m) => `      module: ${m} v0.155.0`)].join('\n');

describe('judge', () => {
  test('takes another patch of the pinned minor version', () => {
    expect(judge(pinOf('promtool'), 'promtool, version 3.7.9 (branch: )')).toEqual({
      fits: true,
      version: '3.7.9',
    });
  });

  test('says what is wrong with another version and with none', () => {
    expect(judge(pinOf('promtool'), 'promtool, version 2.42.0')).toEqual({
      fits: false,
      why: 'is 2.42.0, and 3.7.x is needed',
    });
    expect(judge(pinOf('promtool'), 'hello')).toEqual({ fits: false, why: 'prints no version' });
  });

  test('takes a collector only if it has every component of the manifest', () => {
    const modules = manifestModules(readManifest()).map((module) => module.path);
    expect(judge(pinOf('otelcol'), collectorOutput(modules))).toEqual({ fits: true, version: '0.155.0' });
    const [lost, ...rest] = modules;
    expect(judge(pinOf('otelcol'), collectorOutput(rest))).toEqual({ fits: false, why: `lacks ${lost}` });
  });
});

describe('probe', () => {
  const folder = temporaryFolder();

  test('runs the binary', () => {
    const path = program(join(folder(), 'amtool'), 'echo "amtool, version 0.28.1" >&2');
    expect(probe(pinOf('amtool'), path)).toEqual({ fits: true, version: '0.28.1' });
  });

  test('a file that is no program does not fit', () => {
    const path = program(join(folder(), 'amtool'), '');
    expect(probe(pinOf('amtool'), `${path}-gone`)).toMatchObject({ fits: false });
  });
});
