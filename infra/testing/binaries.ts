import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { collectorClusterConfig } from '../components/collector/resources';
import type { CollectorConfig } from '../components/collector/config';
import { samplerClusterConfig } from '../components/sampler/resources';
import { runs } from '../model/flows';
import { QUEUE_DIR } from '../model/settings';
import type { StackModel } from '../model/stack';
import { compose, composeFile, composeFileName } from '../render/compose';
import { toYaml } from '../render/yaml';
import { locateTool, type ToolName } from '../../tools';

/** Longest that a binary takes to read a configuration, on a busy machine. */
const TIMEOUT_MS = 120_000;

/** Runs a binary; `accepted`, or what it printed. */
export function check(tool: ToolName, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr, error } = spawnSync(locateTool(tool), args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: TIMEOUT_MS,
  });
  if (error !== undefined) throw error;
  return status === 0 ? 'accepted' : `status ${status}\n${stdout}\n${stderr}`;
}

/**
 * What the binaries say of every configuration of a stack, by what is read: the compose file and its configurations, and the
 * collectors' configurations of the cluster. Tempo has no such check.
 * @param folder an empty folder
 */
export function verdicts(model: StackModel, folder: string): Record<string, string> {
  const at = (path: string): string => join(folder, path);
  const write = (path: string, text: string): string => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
    return at(path);
  };
  // Folders of the containers are folders here: each container has its own folder of configuration.
  const here = (path: string, text: string): string =>
    text
      .replaceAll('/etc/gatewatch/', `${at(path.split('/')[0] ?? '')}/`)
      .replaceAll('/run/secrets/', `${at('secrets')}/`);
  for (const [path, text] of Object.entries(compose(model, 'test'))) write(path, here(path, text));
  for (const { file } of Object.values(composeFile(model, 'test').secrets)) {
    write(file.replace(/^\$\{[^}]*\}/, 'secrets'), 'secret');
  }
  const collector = (path: string, config: CollectorConfig): string =>
    check(
      'otelcol',
      ['validate', `--config=file:${write(path, toYaml(config).replaceAll(QUEUE_DIR, folder))}`],
      {
        POD_IP: '127.0.0.1',
      },
    );
  return {
    compose: check('compose-config', [at(composeFileName('test'))]),
    'collector on one machine': check('otelcol', [
      'validate',
      `--config=file:${at('collector/config.yaml')}`,
    ]),
    'collector in the cluster': collector('cluster.yaml', withoutBalancing(collectorClusterConfig(model))),
    ...(runs(model.config, 'sampler')
      ? { sampler: collector('sampler.yaml', samplerClusterConfig(model)) }
      : {}),
    prometheus: check('promtool', [
      ...['check', 'config', '--lint=all', '--lint-fatal'],
      at('prometheus/prometheus.yml'),
    ]),
    alertmanager: check('amtool', ['check-config', at('alertmanager/alertmanager.yml')]),
    loki: check('loki', [`-config.file=${at('loki/loki.yaml')}`, '-verify-config']),
  };
}

const BALANCING = 'loadbalancing/sampler';

/** The distribution that is built here lacks the exporter that spreads traces over samplers: all but it is read. */
export function withoutBalancing(config: CollectorConfig): CollectorConfig {
  const balancing = config.exporters[BALANCING];
  if (balancing === undefined) return config;
  const delivery = Object.entries(balancing).filter(([key]) =>
    ['sending_queue', 'retry_on_failure'].includes(key),
  );
  const exporter = { endpoint: 'localhost:4317', tls: { insecure: true }, ...Object.fromEntries(delivery) };
  const changed = JSON.parse(
    JSON.stringify(config).replaceAll(BALANCING, 'otlp_grpc/sampler'),
  ) as CollectorConfig;
  return { ...changed, exporters: { ...changed.exporters, 'otlp_grpc/sampler': exporter } };
}
