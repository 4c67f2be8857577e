import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse, stringify } from 'yaml';
import { readStackConfig } from '../config/file';
import { unpinnedImages } from '../model/unpinned-images';
import { modelOf, type Scratch, scratch } from '../testing/stacks';
import { images } from './command';
import { parseReference } from './reference';

/** A stand-in for a registry: it asks for a token as Docker Hub does, and knows two images. */
const MANIFEST = JSON.stringify({ schemaVersion: 2, manifests: [] });
const DIGEST = `sha256:${createHash('sha256').update(MANIFEST).digest('hex')}`;
const TOKEN = 'everybody-gets-this';

let folder: Scratch;
let registry: Server;
let host: string;

beforeEach(async () => {
  folder = scratch();
  registry = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://registry');
    if (pathname === '/token') {
      const fits = searchParams.get('scope') === 'repository:team/gateway:pull';
      response.writeHead(fits ? 200 : 403).end(JSON.stringify({ token: TOKEN }));
      return;
    }
    if (pathname === '/v2/team/gateway/manifests/1.2.3') {
      if (request.headers.authorization !== `Bearer ${TOKEN}`) {
        const scope = 'repository:team/gateway:pull';
        const challenge = `Bearer realm="http://${host}/token",service="registry",scope="${scope}"`;
        response.writeHead(401, { 'www-authenticate': challenge }).end();
        return;
      }
      response.writeHead(200, { 'docker-content-digest': DIGEST }).end(MANIFEST);
      return;
    }
    if (pathname === '/v2/team/liar/manifests/1.2.3') {
      response.writeHead(200, { 'docker-content-digest': `sha256:${'0'.repeat(64)}` }).end(MANIFEST);
      return;
    }
    response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(registry, 'listening');
  host = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
});
afterEach(() => {
  registry.closeAllConnections();
  registry.close();
  folder.remove();
});

/** Writes a stack all of whose images are one of the registry's, but for one. */
function stackWith(other: string): string {
  const { config } = modelOf('dev');
  const every = Object.fromEntries(
    Object.keys(config.images).map((name) => [name, `${host}/team/gateway:1.2.3`]),
  );
  const [gateway] = config.gateways;
  const workload = { image: `${host}/team/gateway:1.2.3` };
  const values = {
    ...config,
    secrets: {},
    example: { run: false },
    gateways: [{ ...gateway, workload }],
    images: { ...every, loki: other },
  };
  const keyed = Object.fromEntries(Object.entries(values).map(([key, value]) => [`gatewatch:${key}`, value]));
  return folder.write('Pulumi.test.yaml', `# Ours.\n${stringify({ config: keyed })}`);
}

async function run(...args: string[]): Promise<{ code: number; text: string }> {
  let text = '';
  const print = (more: string): void => void (text += more);
  const code = await images(args, { root: folder.path, out: print, error: print });
  return { code, text };
}

it('writes the digest of every image into the stack file, and keeps the rest of it', async () => {
  const file = stackWith(`${host}/team/gateway:1.2.3`);
  expect(unpinnedImages(readStackConfig('test', folder.path)).length).toBeGreaterThan(8);
  const { code, text } = await run('--stack', 'test', '--write');
  expect(text).toContain(`gateways.0.workload.image  ${host}/team/gateway:1.2.3@${DIGEST}`);
  expect(code).toBe(0);
  expect(unpinnedImages(readStackConfig('test', folder.path))).toEqual([]);
  const written = readFileSync(file, 'utf8');
  expect(written).toMatch(/^# Ours\.$/m);
  expect((await run('--stack', 'test', '--write')).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(written);
});

it('changes nothing without --write', async () => {
  const file = stackWith(`${host}/team/gateway:1.2.3`);
  const before = readFileSync(file, 'utf8');
  expect((await run('--stack', 'test')).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(before);
});

it.each([
  ['a tag that the registry does not have', 'team/gateway:9.9.9', 'answered 404'],
  ['a digest that is not that of the manifest', 'team/liar:1.2.3', 'announced sha256:0000'],
])('invents none: %s', async (_title, image, reason) => {
  const file = stackWith(`${host}/${image}`);
  const { code, text } = await run('--stack', 'test', '--write');
  expect(code).toBe(1);
  expect(text).toContain(`images.loki  ${host}/${image}  no digest: ${host} ${reason}`);
  const { config } = parse(readFileSync(file, 'utf8')) as { config: Record<string, Record<string, string>> };
  expect(config['gatewatch:images']?.['loki']).toBe(`${host}/${image}`);
  expect(config['gatewatch:images']?.['tempo']).toContain(DIGEST);
});

it('says that a registry cannot be reached', async () => {
  stackWith('127.0.0.1:1/team/gateway:1.2.3');
  const { code, text } = await run('--stack', 'test');
  expect(code).toBe(1);
  expect(text).toContain('no digest: 127.0.0.1:1 cannot be asked');
});

it('refuses a stack that is none', async () => {
  stackWith(`${host}/team/gateway:1.2.3`);
  expect(await run('--stack', 'prod')).toMatchObject({ code: 2 });
  expect((await run()).text).toContain('--stack <name> is missing');
});

it('asks Docker Hub where it answers, and takes a digest that is there for none', () => {
  const reference = { registry: 'registry-1.docker.io', repository: 'grafana/loki', tag: '3.7.8' };
  expect(parseReference('docker.io/grafana/loki:3.7.8')).toEqual(reference);
  expect(parseReference(`docker.io/grafana/loki:3.7.8@${DIGEST}`)).toEqual(reference);
  expect(parseReference('localhost:5000/a/b:1')).toEqual({
    registry: 'localhost:5000',
    repository: 'a/b',
    tag: '1',
  });
});
