import { parse } from 'yaml';
import { leasePorts } from '../ports';
import { DEFAULT_RATE, exampleParts, TRAFFIC } from './example';
import { stackFiles } from './files';
import { CHECK_DIVISOR, paceOf } from './pace';
import { operationsPart } from './operations';
import { backendParts, BINARIES, type Binaries } from './parts';
import { planStack, type StackPlan } from './plan';
import { exampleOf } from '../examples';
import { runPorts, type RunPorts } from './port-names';
import { channelSecrets } from './routing';

const example = exampleOf('default');
const NAMES = Object.keys(runPorts(example));
const PORTS = Object.fromEntries(NAMES.map((name, i) => [name, 25_000 + i])) as RunPorts;
const binaries = Object.fromEntries(BINARIES.map((name) => [name, `/bin/${name}`])) as Binaries;
const plan = (options: Parameters<typeof paceOf>[0] = {}): StackPlan =>
  planStack('/run/stack', PORTS, paceOf(options), example);
const parts = (of: StackPlan) => [
  ...backendParts(of, binaries),
  operationsPart(of),
  ...exampleParts(of, DEFAULT_RATE),
];

test('a lease has room for every port', async () => {
  const { ports, release } = await leasePorts(NAMES);
  expect(new Set(Object.values(ports)).size).toBe(NAMES.length);
  await release();
});

test('the same plan gives the same files', () => {
  expect(stackFiles(plan())).toEqual(stackFiles(plan()));
  expect(Object.keys(stackFiles(plan())).sort()).toEqual([
    'alertmanager/alertmanager.yaml',
    'alertmanager/messages.tmpl',
    'collector/collector.yaml',
    'loki/loki.yaml',
    'prometheus/prometheus.yaml',
    'prometheus/rules.yaml',
    'tempo/tempo.yaml',
  ]);
});

test('every address in every file is on the loopback interface, on a leased port', () => {
  const leased = new Set<number>(Object.values(PORTS));
  const text = [
    ...Object.values(stackFiles(plan())),
    ...parts(plan()).flatMap(({ args, env }) => [...args, env?.OTEL_EXPORTER_OTLP_ENDPOINT ?? '']),
  ].join('\n');
  expect(text).not.toContain('0.0.0.0');
  const ports = [...text.matchAll(/(?:127\.0\.0\.1|localhost):(\d+)/g)].map(([, port]) => Number(port));
  expect(ports.length).toBeGreaterThan(15);
  expect(ports.filter((port) => !leased.has(port))).toEqual([]);
});

test('everything that is needed or fed is a part, and needs have no circle', () => {
  const all = parts(plan());
  const names = all.map(({ name }) => name);
  for (const { needs = [], feeds = [] } of all)
    expect(names).toEqual(expect.arrayContaining([...needs, ...feeds]));
  const started = new Set<string>();
  for (let round = 0; round < all.length; round += 1) {
    for (const { name, needs = [] } of all) if (needs.every((need) => started.has(need))) started.add(name);
  }
  expect([...started].sort()).toEqual([...names].sort());
});

test('every file that a binary is told of is in the run directory', () => {
  const args = backendParts(plan(), binaries).flatMap((part) => part.args);
  const paths = args.flatMap((arg) => /(?:=|file:)(\/.+)$/.exec(arg)?.[1] ?? []);
  expect(paths.length).toBeGreaterThanOrEqual(7);
  for (const path of paths) expect(path).toMatch(/^\/run\/stack\//);
});

test('gateway and upstream run under the preload with names of their own; the traffic does not', () => {
  const [upstream, gateway, traffic] = exampleParts(plan(), 7);
  expect(gateway?.args[0]).toBe('--require');
  expect(gateway?.args[1]).toMatch(/\/instrumentation$/);
  expect(upstream?.args.slice(0, 2)).toEqual(gateway?.args.slice(0, 2));
  expect(gateway?.env).toMatchObject({
    OTEL_SERVICE_NAME: 'express-gateway',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${PORTS['otlp-grpc']}`,
    GATEWATCH_ADMIN_PORT: String(PORTS['gateway-admin']),
    GATEWATCH_TRACE_RESPONSE_HEADER: 'x-trace-id',
  });
  expect(upstream?.env?.OTEL_SERVICE_NAME).toBe('express-upstream');
  expect(traffic).toMatchObject({ name: TRAFFIC, needs: ['gateway'] });
  expect(traffic?.args).not.toContain('--require');
  expect(traffic?.args.join(' ')).toContain('--rate 7 ');
});

test('what the user exports for other services does not reach the example', () => {
  process.env.OTEL_TRACES_EXPORTER = 'none';
  try {
    for (const { env } of exampleParts(plan(), 1)) expect(env).not.toHaveProperty('OTEL_TRACES_EXPORTER');
    expect(exampleParts(plan(), 1)[0]?.env).toHaveProperty('PATH');
  } finally {
    delete process.env.OTEL_TRACES_EXPORTER;
  }
});

describe('notifications', () => {
  interface Receiver {
    readonly name: string;
    readonly webhook_configs: readonly { readonly url: string; readonly http_config?: object }[];
    readonly slack_configs?: readonly object[];
    readonly email_configs?: readonly object[];
  }
  const receiversOf = (of: StackPlan): readonly Receiver[] =>
    (
      parse(stackFiles(of)['alertmanager/alertmanager.yaml'] ?? '') as {
        receivers: readonly Receiver[];
      }
    ).receivers;

  test('go to the webhook of this run, and a copy to alert operations with its token', () => {
    const receivers = receiversOf(plan());
    expect(receivers.length).toBeGreaterThan(3);
    for (const { name, webhook_configs: webhooks } of receivers) {
      expect(webhooks).toEqual([
        name === 'alert-operations'
          ? {
              url: `http://127.0.0.1:${PORTS['alert-operations']}/webhook`,
              http_config: {
                authorization: {
                  type: 'Bearer',
                  credentials_file: '/run/stack/alert-operations/webhook-token',
                },
              },
              send_resolved: true,
            }
          : { url: `http://127.0.0.1:${PORTS.webhook}/`, send_resolved: true },
      ]);
    }
  });

  test('go to the channels that the user named, too, with their secrets in files of this run', () => {
    const named = planStack('/run/stack', PORTS, paceOf({}), example, {
      channels: { slack: { webhookUrl: 'https://hooks.slack.example/secret' } },
    });
    const told = receiversOf(named).filter(({ slack_configs: slack }) => slack !== undefined);
    expect(told.map(({ name }) => name)).toEqual([
      'critical',
      'warning',
      'info',
      'escalation-1',
      'escalation-2',
    ]);
    const file = '/run/stack/alertmanager/secrets/slack-webhook-url';
    expect(told[0]?.slack_configs).toMatchObject([{ api_url_file: file }]);
    expect(channelSecrets(named)).toEqual({ [file]: 'https://hooks.slack.example/secret' });
    expect(Object.values(stackFiles(named)).join()).not.toContain('hooks.slack.example');
  });
});

describe('pace', () => {
  const ratio = (of: StackPlan) =>
    of.alertGroups.flatMap(({ rules }) => rules).find(({ alert }) => alert === 'GatewayHighErrorRatio');

  test('the live view keeps the durations of production', () => {
    expect(ratio(plan())).toMatchObject({ for: 120 });
    expect(plan().alertGroups[0]?.interval).toBe(5);
  });

  test('a check divides them, and looks every second', () => {
    const check = plan({ check: true });
    expect(ratio(check)).toMatchObject({ for: 120 / CHECK_DIVISOR });
    expect(check.alertGroups[0]?.interval).toBe(1);
    const { global } = parse(stackFiles(check)['prometheus/prometheus.yaml'] ?? '') as {
      global: { scrape_interval: string };
    };
    expect(global.scrape_interval).toBe('1s');
  });

  test('--divide wins over both', () => {
    expect(ratio(plan({ divide: 4 }))).toMatchObject({ for: 30 });
    expect(ratio(plan({ check: true, divide: 4 }))).toMatchObject({ for: 30 });
  });
});
