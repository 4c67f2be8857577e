import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { alertmanagerConfig, renderAlertmanagerConfig } from '../../alerts';
import { leasePorts } from '../../local/ports';
import { locateTool } from '../../tools';
import { type HostPort, hostPort } from '../model/address';
import { toYaml } from '../render/yaml';
import { type Started, startUntilReady } from '../testing/process';
import { MODELS, type Scratch, scratch } from '../testing/stacks';
import { ALERTMANAGER_READY_PATH, alertmanagerArgs } from './alertmanager/config';
import { LOKI_READY_PATH, lokiArgs, lokiConfig } from './loki/config';
import { prometheusArgs, prometheusConfig } from './prometheus/config';
import { TEMPO_READY_PATH, tempoArgs, tempoConfig } from './tempo/config';

/** Each test starts a binary as the configuration says, on free ports, and ends it. */
jest.setTimeout(120_000);

let folder: Scratch;
let started: Started | undefined;
let lease: Awaited<ReturnType<typeof leasePorts<'http' | 'grpc' | 'otlp-grpc' | 'otlp-http'>>>;

beforeEach(async () => {
  folder = scratch();
  lease = await leasePorts(['http', 'grpc', 'otlp-grpc', 'otlp-http']);
});
afterEach(async () => {
  await started?.stop();
  started = undefined;
  await lease.release();
  folder.remove();
});

const at = (name: keyof typeof lease.ports): HostPort => hostPort('127.0.0.1', lease.ports[name]);
const get = async (path: string): Promise<string> => (await fetch(`http://${at('http')}${path}`)).text();

describe.each(MODELS)('with the settings of %s', (_stack, { settings, routing }) => {
  it('Tempo gets ready', async () => {
    const addresses = {
      http: at('http'),
      grpc: at('grpc'),
      otlpGrpc: at('otlp-grpc'),
      otlpHttp: at('otlp-http'),
    };
    const config = folder.write('tempo.yaml', toYaml(tempoConfig(settings.tempo, addresses, folder.path)));
    started = await startUntilReady(
      locateTool('tempo'),
      tempoArgs({ config }),
      `http://${at('http')}${TEMPO_READY_PATH}`,
    );
    expect(await get('/status/config')).toContain(
      `block_retention: ${Number.parseInt(settings.tempo.retention) * 24}h`,
    );
  });

  it('Loki gets ready', async () => {
    const addresses = { http: at('http'), grpc: at('grpc') };
    const config = folder.write('loki.yaml', toYaml(lokiConfig(settings.loki, addresses, folder.path)));
    started = await startUntilReady(
      locateTool('loki'),
      lokiArgs({ config }),
      `http://${at('http')}${LOKI_READY_PATH}`,
    );
    expect(await get('/config')).toContain('allow_structured_metadata: true');
  });

  it('Prometheus gets ready and keeps exemplars', async () => {
    const config = folder.write(
      'prometheus.yml',
      toYaml(prometheusConfig(settings.prometheus, { gateways: [], stack: {}, alertmanagers: [] }, [])),
    );
    const data = join(folder.path, 'data');
    mkdirSync(data);
    started = await startUntilReady(
      locateTool('prometheus'),
      prometheusArgs(settings.prometheus, { config, data }, at('http')),
      `http://${at('http')}/-/ready`,
    );
    expect(started.output()).toContain('Experimental in-memory exemplar storage enabled');
    expect(await get('/api/v1/status/flags')).toContain(
      `"storage.tsdb.retention.time":"${settings.prometheus.retention.time}"`,
    );
  });

  it('Alertmanager gets ready', async () => {
    const config = folder.write('alertmanager.yml', renderAlertmanagerConfig(alertmanagerConfig(routing)));
    started = await startUntilReady(
      locateTool('alertmanager'),
      alertmanagerArgs(settings.alertmanager, { config, data: folder.path }, at('http')),
      `http://${at('http')}${ALERTMANAGER_READY_PATH}`,
    );
    expect(await get('/api/v2/status')).toContain('"status":"disabled"');
  });
});
