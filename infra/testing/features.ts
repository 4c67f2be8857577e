import type { StackConfig } from '../config/schema';

/** What a stack may have or not have, as changes of its configuration. */
export const FEATURES: Readonly<Record<string, (config: StackConfig) => StackConfig>> = {
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
    gateways: config.gateways.slice(0, 1).flatMap((gateway) => [
      { ...gateway, pods: { run: 'gateway' }, metricsToken: { secret: 'gateway-token', key: 'token' } },
      { ...gateway, service: 'second', namespace: 'elsewhere', selector: { app: 'second' } },
    ]),
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
      [config.routes.critical]: {
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
