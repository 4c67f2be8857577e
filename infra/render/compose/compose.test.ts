import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { receiverSecretKeys } from '../../model/receivers';
import { modelOfApiGateway } from '../../testing/presets';
import { MODELS, modelOf, type Scratch, scratch } from '../../testing/stacks';
import { render } from '../command';
import { compose, composeFile } from '.';
import type { ComposeService } from './service';

const ROOT = join(__dirname, '..', '..', '..');
const serviceOf = (services: Readonly<Record<string, ComposeService>>, name: string): ComposeService => {
  const service = services[name];
  if (service === undefined) throw new Error(`there is no service ${name}`);
  return service;
};

describe.each(MODELS)('the compose file of %s', (stack, model) => {
  const file = composeFile(model, stack);
  const files = compose(model, stack);

  it('has Prometheus: its port, configuration, rules and data as volumes, a health check on /-/healthy', () => {
    const prometheus = serviceOf(file.services, 'prometheus');
    expect(prometheus.ports).toEqual([{ host_ip: '127.0.0.1', target: 9090, published: '9090' }]);
    expect(prometheus.volumes).toEqual([
      { type: 'bind', source: './prometheus', target: '/etc/gatewatch', read_only: true },
      { type: 'volume', source: 'prometheus_data', target: '/prometheus' },
    ]);
    expect(prometheus.command).toEqual(
      expect.arrayContaining([
        '--config.file=/etc/gatewatch/prometheus.yml',
        '--storage.tsdb.path=/prometheus',
      ]),
    );
    expect(parse(files['prometheus/prometheus.yml'] ?? '')).toMatchObject({
      rule_files: ['/etc/gatewatch/rules.yaml'],
    });
    expect(files).toHaveProperty(['prometheus/rules.yaml']);
    expect(prometheus.healthcheck?.test.at(-1)).toBe('http://127.0.0.1:9090/-/healthy');
  });

  it('has Grafana: its port, credentials, data, boards and sources, a health check on /api/health', () => {
    const grafana = serviceOf(file.services, 'grafana');
    expect(grafana.ports).toEqual([{ host_ip: '127.0.0.1', target: 3000, published: '3000' }]);
    expect(grafana.volumes).toEqual([
      {
        type: 'bind',
        source: './grafana/provisioning',
        target: '/etc/grafana/provisioning',
        read_only: true,
      },
      { type: 'bind', source: './grafana/boards', target: '/etc/grafana/boards', read_only: true },
      { type: 'volume', source: 'grafana_data', target: '/var/lib/grafana' },
    ]);
    const { target } = grafana.secrets?.[0] ?? {};
    expect(grafana.environment).toMatchObject({ GF_SECURITY_ADMIN_PASSWORD__FILE: target });
    expect(grafana.healthcheck?.test.at(-1)).toBe('http://127.0.0.1:3000/api/health');
  });

  it('keeps data of every store in a volume of its own', () => {
    expect(Object.keys(file.volumes).sort()).toEqual([
      'alertmanager_data',
      'grafana_data',
      'loki_data',
      'prometheus_data',
      'tempo_data',
    ]);
  });

  it('mounts what there is, and names only files that are mounted', () => {
    for (const [name, { volumes = [], command = [], secrets = [] }] of Object.entries(file.services)) {
      const binds = volumes.filter(({ type }) => type === 'bind');
      for (const { source } of binds) {
        const folder = `${source.slice(2)}/`;
        expect([name, Object.keys(files).some((path) => path.startsWith(folder))]).toEqual([name, true]);
      }
      for (const path of command.flatMap((arg) => /[=:](\/etc\/\S+)/.exec(arg)?.[1] ?? [])) {
        const bind = binds.find(({ target }) => path.startsWith(`${target}/`));
        expect(files).toHaveProperty([path.replace(bind?.target ?? '', bind?.source.slice(2) ?? '')]);
      }
      // A mount below one that cannot be written would keep the container from starting.
      for (const { target } of secrets) {
        expect(binds.filter((bind) => target.startsWith(`${bind.target}/`))).toEqual([]);
      }
    }
  });

  it('refers to secrets and holds none', () => {
    expect(Object.keys(file.secrets)).toEqual(
      expect.arrayContaining([
        ...receiverSecretKeys(model.config).map(({ secret, key }) => `${secret}.${key}`),
        'grafana-admin.password',
      ]),
    );
    for (const { file: path } of Object.values(file.secrets)) {
      expect(path).toMatch(/^\$\{GATEWATCH_SECRETS:-\.\/secrets\}\/[a-z-]+\/[a-z]+$/);
    }
  });

  it('confines every container and gives it limits', () => {
    for (const service of Object.values(file.services)) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], restart: 'unless-stopped' });
      expect(service.deploy.resources.limits.memory).toMatch(/^\d+m$/);
      for (const { host_ip } of service.ports ?? []) expect(host_ip).toBe('127.0.0.1');
    }
  });
});

it('runs the example with what is behind it, on the network of gateways', () => {
  const { services } = composeFile(modelOf('dev'), 'dev');
  for (const name of ['gateway', 'upstream', 'traffic', 'alert-receiver']) {
    expect(serviceOf(services, name).networks).toEqual(['gateways']);
  }
  expect(serviceOf(services, 'gateway').environment).toMatchObject({
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel-collector:4317',
    UPSTREAM_URL: 'http://upstream:8081',
  });
  expect(serviceOf(services, 'tempo').networks).toEqual(['observability']);
});

describe('a gateway of three replicas', () => {
  const model = modelOfApiGateway();
  const gateway = serviceOf(composeFile(model, 'monitoring').services, 'api-gateway');

  it('is three containers that take free ports, as many as --scale may ask for', () => {
    expect(gateway.scale).toBe(3);
    expect(gateway).not.toHaveProperty('container_name');
    expect(gateway.ports).toEqual([{ host_ip: '127.0.0.1', target: 8000, published: '8000-8009' }]);
    expect(gateway.environment).toMatchObject({
      PORT: '8000',
      OTEL_SERVICE_NAME: 'api-gateway',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel-collector:4317',
      PRICE: '$$5',
    });
  });

  it('is scraped at every address behind its name, with the token', () => {
    const { scrape_configs: jobs } = parse(
      compose(model, 'monitoring')['prometheus/prometheus.yml'] ?? '',
    ) as { scrape_configs: { job_name: string; authorization: { credentials_file: string } }[] };
    const job = jobs.find(({ job_name }) => job_name === 'api-gateway');
    expect(job).toMatchObject({
      metrics_path: '/api/v1/metrics',
      dns_sd_configs: [{ names: ['api-gateway'], type: 'A', port: 8000 }],
    });
    const { secrets = [] } = serviceOf(composeFile(model, 'monitoring').services, 'prometheus');
    expect(secrets).toContainEqual({
      source: 'gateway-token.token',
      target: job?.authorization.credentials_file,
    });
  });
});

it('a gateway beside the stack is scraped on the machine', () => {
  const file = compose(modelOf('prod'), 'prod')['prometheus/prometheus.yml'] ?? '';
  expect(file).toContain('host.docker.internal:9464');
  expect(serviceOf(composeFile(modelOf('prod'), 'prod').services, 'prometheus').extra_hosts).toEqual([
    'host.docker.internal:host-gateway',
  ]);
});

describe('the command', () => {
  let folder: Scratch;
  beforeEach(() => (folder = scratch()));
  afterEach(() => folder.remove());

  const run = (...args: string[]): { code: number; text: string } => {
    let text = '';
    const print = (more: string): void => void (text += more);
    return { code: render(args, { root: ROOT, cwd: folder.path, out: print, error: print }), text };
  };
  const read = (path: string): string => readFileSync(join(folder.path, path), 'utf8');

  it('writes the compose file with the files of its containers, the same bytes each time', () => {
    const { code, text } = run('--stack', 'dev', '--format', 'compose', '--out', 'a');
    expect([code, text]).toEqual([0, expect.stringContaining('a/docker-compose.dev.yml')]);
    expect(run('--stack', 'dev', '--format', 'compose', '--out', 'b').code).toBe(0);
    const written = readdirSync(join(folder.path, 'a'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.path.length + 3));
    expect(written.length).toBeGreaterThan(8);
    for (const path of written) expect(read(`a/${path}`)).toBe(read(`b/${path}`));
  });

  it('leaves the secrets of the user alone when it writes again', () => {
    run('--stack', 'dev', '--format', 'compose', '--out', 'a');
    mkdirSync(join(folder.path, 'a', 'secrets', 'grafana-admin'), { recursive: true });
    writeFileSync(join(folder.path, 'a', 'secrets', 'grafana-admin', 'password'), 'mine');
    expect(run('--stack', 'prod', '--format', 'compose', '--out', 'a').code).toBe(0);
    expect(read('a/secrets/grafana-admin/password')).toBe('mine');
    expect(existsSync(join(folder.path, 'a', 'docker-compose.dev.yml'))).toBe(false);
  });

  it.each([
    [['--format', 'helm'], 'Allowed choices are manifests, compose'],
    [['--format', 'compose', '--only', 'loki'], '--only is for manifests'],
  ])('refuses %j', (args, message) => {
    const { code, text } = run('--stack', 'dev', '--out', 'a', ...args);
    expect(code).toBe(2);
    expect(text).toContain(message);
  });
});
