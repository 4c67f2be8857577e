import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Scratch, scratch, STACKS } from '../testing/stacks';
import { verify } from './command';

const ROOT = join(__dirname, '..', '..');

let folder: Scratch;
beforeEach(() => (folder = scratch()));
afterEach(() => folder.remove());

function run(args: readonly string[], root = ROOT): { code: number; out: string; error: string } {
  let [out, error] = ['', ''];
  const code = verify(args, { root, out: (text) => (out += text), error: (text) => (error += text) });
  return { code, out, error };
}

it.each(STACKS)('finds nothing in %s, and says what it looked at', (stack) => {
  const { code, out, error } = run(['--stack', stack]);
  expect([code, error]).toEqual([0, '']);
  expect(out).toMatch(
    new RegExp(
      `stack ${stack}: \\d{2,} objects, \\d+ monitors, \\d{2} flows, \\d{3,} paths tried, \\d{2} rules: every edge holds\n$`,
    ),
  );
});

/** The way in for people is the pods of the cluster DNS: what is allowed for the one is allowed for the other. */
it('names the broken edge and ends with 1', () => {
  const text = readFileSync(join(ROOT, 'Pulumi.prod.yaml'), 'utf8')
    .replace('namespace: ingress-nginx', 'namespace: kube-system')
    .replace('app.kubernetes.io/name: ingress-nginx', 'k8s-app: kube-dns');
  writeFileSync(join(folder.path, 'Pulumi.odd.yaml'), text);
  const { code, out } = run(['--stack', 'odd'], folder.path);
  expect(code).toBe(1);
  expect(out).toContain(
    '✗ reachability: the cluster DNS -> Deployment observability/grafana: port is "3000/TCP": expected to be refused',
  );
  expect(out).toMatch(/: \d+ edges? (is|are) broken\n$/);
});

it.each([
  [[], '--stack <name> is missing'],
  [['--stack', 'prd'], 'Allowed choices are dev, prod'],
  [['--stack', 'dev', 'more'], 'too many arguments'],
])('refuses %j with status 2', (args, message) => {
  const { code, error } = run(args);
  expect(code).toBe(2);
  expect(error).toContain(message);
});
