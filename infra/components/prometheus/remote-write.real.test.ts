import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { leasePorts } from '../../../local/ports';
import { remoteWriteReceiverPart } from '../../../local/services/remote-write-receiver';
import { locateTool } from '../../../tools';
import { type HostPort, hostPort } from '../../model/address';
import { stackModel } from '../../model/stack';
import { toYaml } from '../../render/yaml';
import { type Started, startUntilReady } from '../../testing/process';
import { modelOf, type Scratch, scratch } from '../../testing/stacks';
import { prometheusArgs, prometheusConfig } from './config';

/** The store is a stand-in for Mimir: Prometheus' own receiver of remote writes, behind a door that asks for a password. */
const ARRIVES_WITHIN_MS = 60_000;
const USER = 'gatewatch';
const PASSWORD = 'let-me-write';

let folder: Scratch;
let door: Server;
let started: Started[];
let seen: IncomingHttpHeaders[];
let lease: Awaited<ReturnType<typeof leasePorts<'sender' | 'store'>>>;
const at = (name: 'sender' | 'store'): HostPort => hostPort('127.0.0.1', lease.ports[name]);

beforeEach(async () => {
  folder = scratch();
  started = [];
  seen = [];
  lease = await leasePorts(['sender', 'store']);
  const expected = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
  door = createServer((incoming, answer) => {
    seen.push(incoming.headers);
    if (incoming.headers.authorization !== expected) {
      incoming.resume();
      answer.writeHead(401).end();
      return;
    }
    const { method, headers } = incoming;
    const target = { host: '127.0.0.1', port: lease.ports.store, path: '/api/v1/write', method, headers };
    const onward = request(target, (back) => {
      answer.writeHead(back.statusCode ?? 502, back.headers);
      back.pipe(answer);
    });
    onward.on('error', () => answer.writeHead(502).end());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(door, 'listening');
});

afterEach(async () => {
  await Promise.all(started.map((one) => one.stop()));
  door.closeAllConnections();
  door.close();
  await lease.release();
  folder.remove();
});

interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

async function ask(listen: HostPort, query: string): Promise<readonly Sample[]> {
  const url = `http://${listen}/api/v1/query?query=${encodeURIComponent(query)}`;
  const { data } = (await (await fetch(url)).json()) as { data: { result: readonly Sample[] } };
  return data.result;
}

it('what Prometheus scrapes is read back from the store: with the labels of the stack, without what is dropped', async () => {
  const store = await remoteWriteReceiverPart(lease.ports.store, join(folder.path, 'store'));
  started.push(await startUntilReady(store.command, store.args, `http://${at('store')}/-/ready`));

  const { config } = modelOf('prod');
  const { port } = door.address() as AddressInfo;
  const { settings } = stackModel({
    ...config,
    intervals: { scrape: '1s', evaluation: '1s' },
    remoteWrite: config.remoteWrite.map((one) => ({
      ...one,
      url: `http://127.0.0.1:${port}/api/v1/push`,
      drop: 'go_.*',
    })),
  });
  const secrets = { username: folder.write('username', USER), password: folder.write('password', PASSWORD) };
  const yaml = toYaml(
    prometheusConfig(
      settings.prometheus,
      { gateways: [], stack: { prometheus: [at('sender')] }, alertmanagers: [] },
      [],
      (_secret, key) => secrets[key as keyof typeof secrets],
    ),
  );
  const data = join(folder.path, 'data');
  mkdirSync(data);
  const files = { config: folder.write('prometheus.yml', yaml), data };
  started.push(
    await startUntilReady(
      locateTool('prometheus'),
      prometheusArgs(settings.prometheus, files, at('sender')),
      `http://${at('sender')}/-/ready`,
    ),
  );

  const query = 'up{job="prometheus"}';
  let stored: readonly Sample[] = [];
  for (const end = Date.now() + ARRIVES_WITHIN_MS; Date.now() < end && stored.length === 0;) {
    await pause(200);
    stored = await ask(at('store'), query);
  }
  expect(stored.map(({ metric, value }) => [metric, value[1]])).toEqual([
    [
      {
        __name__: 'up',
        job: 'prometheus',
        service: 'prometheus',
        instance: at('sender'),
        cluster: 'observability-prod',
        environment: 'prod',
      },
      '1',
    ],
  ]);
  expect(await ask(at('sender'), 'count(go_goroutines)')).toHaveLength(1);
  expect(await ask(at('store'), 'count(go_goroutines)')).toEqual([]);
  expect(seen[0]).toMatchObject({ 'x-scope-orgid': 'gatewatch', 'content-encoding': 'snappy' });
}, 120_000);
