import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { KubernetesObject } from '../kubernetes/object';
import { type Scratch, scratch } from '../testing/stacks';
import { render } from './command';

const ROOT = join(__dirname, '..', '..');

let folder: Scratch;
beforeEach(() => (folder = scratch()));
afterEach(() => folder.remove());

function run(args: readonly string[], root = ROOT): { code: number; out: string; error: string } {
  let out = '';
  let error = '';
  const code = render(args, {
    root,
    cwd: folder.path,
    out: (text) => (out += text),
    error: (text) => (error += text),
  });
  return { code, out, error };
}

/** Text of each file by name. */
function contents(name: string): Record<string, string> {
  const directory = join(folder.path, name);
  return Object.fromEntries(
    readdirSync(directory).map((file) => [file, readFileSync(join(directory, file), 'utf8')]),
  );
}

function objects(name: string): KubernetesObject[] {
  return Object.entries(contents(name))
    .filter(([file]) => file.endsWith('.yaml'))
    .map(([, text]) => parse(text) as KubernetesObject);
}

it('writes one object a file, the same bytes each time', () => {
  expect(run(['--stack', 'dev', '--out', 'a'])).toMatchObject({ code: 0, error: '' });
  expect(run(['--stack', 'dev', '--out', 'b']).code).toBe(0);
  expect(contents('a')).toEqual(contents('b'));
  const written = objects('a');
  expect(written.length).toBeGreaterThan(30);
  const kinds = written.map(({ kind }) => kind);
  expect(kinds[0]).toBe('Namespace');
  expect(kinds).toEqual(
    expect.arrayContaining(['Prometheus', 'Alertmanager', 'PrometheusRule', 'ServiceMonitor', 'StatefulSet']),
  );
});

it('renders stacks that differ', () => {
  run(['--stack', 'dev', '--out', 'dev']);
  run(['--stack', 'prod', '--out', 'prod']);
  const file = '2-prometheus.observability.gatewatch.yaml';
  expect(contents('dev')[file]).toContain('replicas: 1');
  expect(contents('prod')[file]).toContain('replicas: 2');
});

it('renders again into its own folder and removes what is no longer there', () => {
  run(['--stack', 'prod', '--out', 'a']);
  expect(contents('a')).toHaveProperty(['2-poddisruptionbudget.observability.prometheus.yaml']);
  expect(run(['--stack', 'dev', '--out', 'a']).code).toBe(0);
  run(['--stack', 'dev', '--out', 'b']);
  expect(contents('a')).toEqual(contents('b'));
});

it('leaves a folder alone that holds other files, unless forced', () => {
  mkdirSync(join(folder.path, 'a'));
  writeFileSync(join(folder.path, 'a', 'mine.txt'), 'mine');
  const refused = run(['--stack', 'dev', '--out', 'a']);
  expect(refused.code).toBe(2);
  expect(refused.error).toContain('mine.txt');
  expect(refused.error).toContain('--force');
  expect(Object.keys(contents('a'))).toEqual(['mine.txt']);
  expect(run(['--stack', 'dev', '--out', 'a', '--force']).code).toBe(0);
  expect(contents('a')['mine.txt']).toBe('mine');
});

it('writes one unit alone on demand', () => {
  expect(run(['--stack', 'dev', '--out', 'a', '--only', 'namespace']).code).toBe(0);
  expect(objects('a').map(({ kind }) => kind)).toEqual(['Namespace', 'Namespace', 'PriorityClass']);
});

it.each([
  [['--stack', 'staging', '--out', 'a'], 'Allowed choices are dev, prod'],
  [['--stak', 'dev'], "unknown option '--stak'"],
  [['--out', 'a'], '--stack <name> is missing'],
  [['--stack', 'dev'], '--out <dir> is missing'],
  [['--stack', 'dev', '--out', 'a', '--only', 'graphana'], 'Allowed choices are namespace'],
  [['--stack', 'dev', '--out', 'a', 'more'], 'too many arguments'],
])('refuses %j with status 2', (args, message) => {
  const { code, error } = run(args);
  expect(code).toBe(2);
  expect(error).toContain(message);
  expect(readdirSync(folder.path)).toEqual([]);
});

it('reports every mistake of a stack file and writes nothing', () => {
  cpSync(join(ROOT, 'Pulumi.dev.yaml'), join(folder.path, 'Pulumi.bad.yaml'));
  const text = readFileSync(join(folder.path, 'Pulumi.bad.yaml'), 'utf8')
    .replace('gatewatch:environment: dev', 'gatewatch:enviroment: dev')
    .concat('  gatewatch:intervals:\n    scrape: often\n');
  writeFileSync(join(folder.path, 'Pulumi.bad.yaml'), text);
  const { code, error } = run(['--stack', 'bad', '--out', 'a'], folder.path);
  expect(code).toBe(2);
  expect(error).toContain('Pulumi.bad.yaml cannot be used');
  expect(error).toContain('gatewatch:environment is missing');
  expect(error).toContain('gatewatch:enviroment is no key: did you mean "environment"?');
  expect(error).toContain('gatewatch:intervals.scrape is "often"');
  expect(readdirSync(folder.path)).toEqual(['Pulumi.bad.yaml']);
});
