import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOARDS, FOLDERS } from '../../instrumentation/contract';
import { leasePorts } from '../ports';
import { paceOf } from '../stack/pace';
import { planStack, type StackPlan } from '../stack/plan';
import { exampleOf } from '../examples';
import { runPorts, type RunPorts } from '../stack/port-names';
import { writeFiles } from '../stack/write';
import { createSupervisor } from '../supervisor';
import { findGrafana, grafanaPart } from '.';

// A stand-in for Grafana: takes its settings from the environment as Grafana does, and serves its health and, to be
// looked at, the files that it was given.
const STAND_IN = `#!${process.execPath}
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
if (process.argv[2] !== 'server') process.exit(64);
const { GF_PATHS_PROVISIONING: dir, GF_SERVER_HTTP_ADDR: host, GF_SERVER_HTTP_PORT: port } = process.env;
const provider = readFileSync(join(dir, 'dashboards/gatewatch.yaml'), 'utf8');
const boards = readdirSync(/path: (.*)/.exec(provider)[1]);
require('node:http')
  .createServer((request, response) => response.end(request.url === '/api/health' ? '{}' : JSON.stringify(boards)))
  .listen(Number(port), host);
`;
// A stand-in for Docker with an engine that answers.
const DOCKER = '#!/bin/sh\n[ "$1" = info ] && exit 0\necho "$@"\n';
const DOCKER_WITHOUT_ENGINE = '#!/bin/sh\necho "Cannot connect to the Docker daemon" >&2\nexit 1\n';

let folder: string;
let bin: string;
let plan: StackPlan;
let release: () => Promise<void>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grafana-'));
  bin = join(folder, 'bin');
  await mkdir(bin);
  const example = exampleOf('default');
  const lease = await leasePorts(Object.keys(runPorts(example)));
  release = lease.release;
  plan = planStack(join(folder, 'run'), lease.ports as RunPorts, paceOf({}), example);
});
afterEach(async () => {
  await release();
  await rm(folder, { recursive: true });
});

const install = async (name: string, script: string): Promise<string> => {
  await writeFile(join(bin, name), script);
  await chmod(join(bin, name), 0o755);
  return join(bin, name);
};
const env = (): NodeJS.ProcessEnv => ({ PATH: `/no/such/folder:${bin}` });

describe('findGrafana', () => {
  test('takes a binary before Docker, under its new name before the old', async () => {
    await install('docker', DOCKER);
    const old = await install('grafana-server', STAND_IN);
    expect(await findGrafana(env())).toEqual({ kind: 'binary', path: old });
    const current = await install('grafana', STAND_IN);
    expect(await findGrafana(env())).toEqual({ kind: 'binary', path: current });
  });

  test('takes Docker only if its engine answers', async () => {
    const path = await install('docker', DOCKER);
    expect(await findGrafana(env())).toEqual({ kind: 'docker', path });
    await install('docker', DOCKER_WITHOUT_ENGINE);
    expect(await findGrafana(env())).toBeUndefined();
  });

  test('is not misled by a file that cannot be executed', async () => {
    await writeFile(join(bin, 'grafana'), '');
    await mkdir(join(bin, 'grafana-server'));
    expect(await findGrafana(env())).toBeUndefined();
  });
});

test('a binary starts with the provisioned boards and ends with the stack', async () => {
  const path = await install('grafana', STAND_IN);
  const { files, part } = grafanaPart(plan, { kind: 'binary', path });
  await writeFiles(plan.layout.root, files);
  await mkdir(plan.layout.logs, { recursive: true });
  const supervisor = createSupervisor({ logDirectory: plan.layout.logs });
  try {
    await supervisor.start([part]);
    const boards = (await (await fetch(plan.url.grafana)).json()) as string[];
    expect(boards).toEqual([`${BOARDS.home.uid}.json`]);
    const file = join(plan.layout.grafana.boards, FOLDERS.home.uid, boards[0] ?? '');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ uid: BOARDS.home.uid });
  } finally {
    await supervisor.stop();
  }
  await expect(fetch(plan.url.grafana)).rejects.toThrow('fetch failed');
});

describe('in Docker', () => {
  const docker = { kind: 'docker', path: '/usr/bin/docker' } as const;

  test('on Linux it shares the network of the host, on the loopback address only', () => {
    const { part, files } = grafanaPart(plan, docker, 'linux');
    const args = part.args.join(' ');
    expect(args).toContain('--network host');
    expect(args).toContain('GF_SERVER_HTTP_ADDR=127.0.0.1');
    expect(args).not.toContain('--publish');
    expect(files['grafana/provisioning/datasources/gatewatch.yaml']).toContain(plan.url.prometheus);
  });

  test('elsewhere one port is mapped to the loopback address, and the host is reached by name', () => {
    const { part, files } = grafanaPart(plan, docker, 'darwin');
    expect(part.args.join(' ')).toContain(`--publish 127.0.0.1:${plan.ports.grafana}:3000`);
    const datasources = files['grafana/provisioning/datasources/gatewatch.yaml'];
    expect(datasources).toContain(`http://host.docker.internal:${plan.ports.prometheus}`);
    expect(datasources).not.toContain('127.0.0.1');
  });

  test('it runs the image of the stack configuration, with files from the run directory', () => {
    const { part } = grafanaPart(plan, docker, 'linux');
    expect(part.args.at(-1)).toBe(plan.config.images.grafana);
    expect(part.args).toContain(`${plan.layout.grafana.provisioning}:/etc/gatewatch/provisioning:ro`);
  });
});
