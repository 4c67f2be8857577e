import { presets } from '../../../instrumentation/presets';
import { objectsOf, UNITS } from '../../components';
import type { StackConfig } from '../../config/schema';
import { modelOf } from '../../testing/stacks';
import { stackModel } from '../stack';
import { wiringProblems } from '.';

const { config: prod } = modelOf('prod');
const [gateway] = prod.gateways;

/** What a stack may have or not have, each alone and all pairs of them. */
const FEATURES: Readonly<Record<string, (config: StackConfig) => StackConfig>> = {
  'the operator of the cluster': (config) => ({ ...config, operator: { run: false, crds: 'present' } }),
  'the example': (config) => ({ ...config, example: { ...config.example, run: true } }),
  'no ingress controller': (config) => ({ ...config, network: { ...config.network, ingress: undefined } }),
  'one of everything': (config) => ({
    ...config,
    replicas: { ...config.replicas, prometheus: 1, alertmanager: 1 },
  }),
  'another namespace': (config) => ({ ...config, namespace: 'watch' }),
  'a token, and pods with labels of their own': (config) => ({
    ...config,
    gateways: [
      { ...gateway!, pods: { run: 'gateway' }, metricsToken: { secret: 'gateway-token', key: 'token' } },
      { ...gateway!, service: 'second', namespace: 'elsewhere', selector: { app: 'second' } },
    ],
  }),
  'collectors in two tiers': (config) => ({
    ...config,
    replicas: { ...config.replicas, collector: 3, sampler: 2 },
  }),
  'queues in memory': (config) => ({ ...config, queues: { persistent: false } }),
  'no remote write': (config) => ({ ...config, remoteWrite: [] }),
  'remote writes out of the cluster': (config) => ({
    ...config,
    remoteWrite: [
      {
        name: 'far',
        url: 'https://far.example.com/api/v1/push',
        bearer: { secret: 'far', key: 'token' },
        addresses: ['192.0.2.0/24'],
      },
      { name: 'near', url: 'http://near.example.com:9009/api/v1/push', addresses: ['203.0.113.0/24'] },
    ],
  }),
  'a gateway that the stack runs': (config) => ({
    ...config,
    example: { ...config.example, run: false },
    gateways: config.gateways.map((one) => ({
      ...one,
      metricsPort: 'http',
      metricsTargetPort: 8000,
      workload: { image: 'registry.example.com/gateway:1.0.0', replicas: 3, port: 8000, user: 1000, env: {} },
    })),
  }),
  'Slack, PagerDuty and mail': (config) => ({
    ...config,
    receivers: {
      ...config.receivers,
      oncall: {
        key: 'url',
        slack: { secret: 'alert-channels', key: 'SLACK_WEBHOOK_URL' },
        pagerduty: { secret: 'alert-channels', key: 'PAGERDUTY_SERVICE_KEY' },
        email: {
          to: ['team@example.com'],
          from: 'alerts@example.com',
          host: 'smtp.example.com',
          port: 443,
          requireTls: true,
          login: { username: 'alerts', secret: 'alert-channels', key: 'SMTP_PASSWORD' },
        },
      },
    },
  }),
  'another port of receivers': (config) => ({
    ...config,
    network: { ...config.network, receivers: ['192.0.2.0/24'], receiverPort: 8443 },
  }),
};

const names = Object.keys(FEATURES);
const pairs = names.flatMap((first, index) => names.slice(index).map((second) => [first, second] as const));

function problemsOf(config: StackConfig): string[] {
  const objects = UNITS.flatMap((unit) => objectsOf(unit, stackModel(config)));
  return wiringProblems(objects, config).map(({ rule, message }) => `${rule}: ${message}`);
}

it.each(pairs)('a stack with %s and %s is wired', (first, second) => {
  const changed = [first, second].reduce((config, name) => FEATURES[name]?.(config) ?? config, prod);
  expect(problemsOf(changed)).toEqual([]);
});

it.each(Object.keys(presets))('a stack with the preset %s is wired', (preset) => {
  const gateways = [{ ...gateway!, metricsToken: { secret: 'gateway-token', key: 'token' } }];
  expect(problemsOf({ ...prod, preset, gateways })).toEqual([]);
});
