import { alertmanagerConfig, renderAlertmanagerConfig, renderRules } from '../../alerts';
import { presets } from '../../instrumentation/presets';
import { checkCollectorConfig, readManifest } from '../../tools';
import { type HostPort } from '../model/address';
import { stackModel } from '../model/stack';
import { check, withoutBalancing } from '../testing/binaries';
import { MODELS, modelOf, type Scratch, scratch } from '../testing/stacks';
import { toYaml } from '../render/yaml';
import { QUEUE_DIR } from '../model/settings';
import { collectorArgs, type CollectorConfig, collectorConfig } from './collector/config';
import { samplerClusterConfig } from './sampler/resources';
import { collectorClusterConfig } from './collector/resources';
import { lokiArgs } from './loki/config';
import { lokiClusterConfig } from './loki/resources';
import { prometheusConfig } from './prometheus/config';

let folder: Scratch;
beforeAll(() => (folder = scratch()));
afterAll(() => folder.remove());

const local = (port: number): HostPort => `127.0.0.1:${port}`;

/** Queues on disk need their folder, which is a volume in the cluster. */
const inFolder = (config: CollectorConfig): string => toYaml(config).replaceAll(QUEUE_DIR, folder.path);

describe.each(MODELS)('the configurations of %s', (stack, model) => {
  const { settings } = model;
  const onThisMachine = collectorConfig(settings.collector, {
    otlpGrpc: local(4317),
    otlpHttp: local(4318),
    spanMetrics: local(8889),
    telemetry: local(8888),
    health: local(13133),
    tempo: local(5317),
    loki: 'http://127.0.0.1:3100',
  });

  const tiers = stackModel({ ...model.config, replicas: { ...model.config.replicas, collector: 3 } });

  it.each([
    ['in the cluster', collectorClusterConfig(model)],
    ['on one machine', onThisMachine],
    ['that decides for others', samplerClusterConfig(tiers)],
    // The distribution that is built here lacks the exporter that spreads traces over samplers.
    ['of the first tier, but for how it spreads traces', withoutBalancing(collectorClusterConfig(tiers))],
  ])('the collector %s', (where, config) => {
    const name = `${stack}-collector-${where.replace(/\W+/g, '-')}.yaml`;
    const file = folder.write(name, inFolder(config));
    expect(checkCollectorConfig(config, readManifest())).toEqual([]);
    expect(check('otelcol', ['validate', ...collectorArgs({ config: file })], { POD_IP: '127.0.0.1' })).toBe(
      'accepted',
    );
  });

  it('Prometheus and its rules', () => {
    const rules = folder.write(`${stack}-rules.yaml`, renderRules(model.rules));
    const config = prometheusConfig(
      settings.prometheus,
      {
        gateways: [{ service: 'gateway', targets: [local(9464)] }],
        stack: { collector: [local(8888)], 'span-metrics': [local(8889)], prometheus: [local(9090)] },
        alertmanagers: [local(9093)],
      },
      [rules],
    );
    const file = folder.write(`${stack}-prometheus.yml`, toYaml(config));
    expect(check('promtool', ['check', 'config', '--lint=all', '--lint-fatal', file])).toBe('accepted');
  });

  it('Alertmanager', () => {
    const text = renderAlertmanagerConfig(alertmanagerConfig(model.routing));
    const file = folder.write(`${stack}-alertmanager.yml`, text);
    expect(check('amtool', ['check-config', file])).toBe('accepted');
  });

  it('Loki', () => {
    const file = folder.write(`${stack}-loki.yaml`, toYaml(lokiClusterConfig(model)));
    expect(check('loki', [...lokiArgs({ config: file }), '-verify-config'])).toBe('accepted');
  });
});

it.each(Object.keys(presets))('Prometheus and its rules with the preset %s', (preset) => {
  const model = stackModel({ ...modelOf('dev').config, preset });
  const rules = folder.write(`${preset}-rules.yaml`, renderRules(model.rules));
  const token = folder.write(`${preset}-token`, 'secret');
  const config = prometheusConfig(
    model.settings.prometheus,
    {
      gateways: [{ service: 'gateway', targets: [local(8000)], tokenFile: token }],
      stack: { prometheus: [local(9090)] },
      others: { redis_exporter: [local(9121)], mimir: [local(9009)], health_service_exporter: [local(8002)] },
      alertmanagers: [local(9093)],
    },
    [rules],
  );
  const file = folder.write(`${preset}-prometheus.yml`, toYaml(config));
  expect(check('promtool', ['check', 'config', '--lint=all', '--lint-fatal', file])).toBe('accepted');
});

it('would notice a configuration that a binary does not accept', () => {
  const file = folder.write('wrong.yaml', toYaml({ receivers: { nope: {} } }));
  expect(check('otelcol', ['validate', ...collectorArgs({ config: file })])).toContain('nope');
  expect(check('promtool', ['check', 'config', file])).toContain('field receivers not found');
  expect(check('loki', [...lokiArgs({ config: file }), '-verify-config'])).toContain(
    'field receivers not found',
  );
});
