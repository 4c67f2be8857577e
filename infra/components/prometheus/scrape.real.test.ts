import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { leasePorts } from '../../../local/ports';
import { locateTool } from '../../../tools';
import { type HostPort, hostPort } from '../../model/address';
import { stackModel } from '../../model/stack';
import { toYaml } from '../../render/yaml';
import { type Started, startUntilReady } from '../../testing/process';
import { modelOf, type Scratch, scratch } from '../../testing/stacks';
import { prometheusArgs, prometheusConfig } from './config';

const TOKEN = 'let-me-in';
const METRICS = 'circuit_breaker_state{service="billing",state="open"} 1\nhttp_requests_total 5\n';
const SCRAPED_WITHIN_MS = 30_000;

let folder: Scratch;
let gateway: Server;
let lease: Awaited<ReturnType<typeof leasePorts<'prometheus'>>>;
let prometheus: Started | undefined;

beforeEach(async () => {
  folder = scratch();
  lease = await leasePorts(['prometheus']);
  gateway = createServer((request, response) => {
    const isAllowed = request.headers.authorization === `Bearer ${TOKEN}`;
    const isThere = request.url === '/api/v1/metrics';
    response.writeHead(isThere ? (isAllowed ? 200 : 401) : 404, {
      'content-type': 'text/plain; version=0.0.4',
    });
    response.end(isThere && isAllowed ? METRICS : '');
  }).listen(0, '127.0.0.1');
  await once(gateway, 'listening');
});

afterEach(async () => {
  await prometheus?.stop();
  prometheus = undefined;
  gateway.closeAllConnections();
  gateway.close();
  await lease.release();
  folder.remove();
});

/** Labels of the series of a metric, once there are some. */
async function seriesOf(listen: HostPort, name: string): Promise<Readonly<Record<string, string>>[]> {
  for (const end = Date.now() + SCRAPED_WITHIN_MS; Date.now() < end; await pause(100)) {
    const response = await fetch(`http://${listen}/api/v1/query?query=${name}`);
    const { data } = (await response.json()) as {
      data: { result: { metric: Record<string, string> }[] };
    };
    if (data.result.length > 0) return data.result.map(({ metric }) => metric);
  }
  throw new Error(`no series of ${name} within ${SCRAPED_WITHIN_MS} ms\n${prometheus?.output()}`);
}

it('the path of a preset is scraped with its token, under its job, and a metric keeps its own label', async () => {
  const { settings } = stackModel({
    ...modelOf('dev').config,
    preset: 'api-gateway',
    intervals: { scrape: '1s', evaluation: '1s' },
  });
  const { port } = gateway.address() as AddressInfo;
  const target = hostPort('127.0.0.1', port);
  const config = prometheusConfig(
    settings.prometheus,
    {
      gateways: [{ service: 'edge', targets: [target], tokenFile: folder.write('token', TOKEN) }],
      stack: {},
      alertmanagers: [],
    },
    [],
  );
  const listen = hostPort('127.0.0.1', lease.ports.prometheus);
  const data = join(folder.path, 'data');
  mkdirSync(data);
  prometheus = await startUntilReady(
    locateTool('prometheus'),
    prometheusArgs(settings.prometheus, { config: folder.write('p.yml', toYaml(config)), data }, listen),
    `http://${listen}/-/ready`,
  );

  const common = { job: 'api-gateway', instance: target, environment: 'dev' };
  expect(await seriesOf(listen, 'http_requests_total')).toEqual([
    { __name__: 'http_requests_total', ...common, service: 'edge' },
  ]);
  expect(await seriesOf(listen, 'circuit_breaker_state')).toEqual([
    { __name__: 'circuit_breaker_state', ...common, service: 'billing', state: 'open' },
  ]);
}, 90_000);
