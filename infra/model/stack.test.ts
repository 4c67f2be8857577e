import { routingProblems } from '../../alerts';
import { targets } from '../../dashboards';
import { presets } from '../../instrumentation/presets';
import { objectsOf, UNITS } from '../components';
import type { ServiceMonitor } from '../kubernetes/monitor';
import { manifests } from '../render/manifests';
import { mebibytes } from './quantity';
import { stackModel } from './stack';
import { modelOf } from '../testing/stacks';

const { config } = modelOf('dev');

describe.each(Object.keys(presets))('with the preset %s', (preset) => {
  const model = stackModel({ ...config, preset });
  const objects = UNITS.flatMap((unit) => objectsOf(unit, model));

  it('has every rule, and every object can be made and rendered', () => {
    const groups = model.rules.map(({ name }) => name);
    expect(groups).toEqual(expect.arrayContaining([...(presets[preset]?.alertPacks ?? []), 'stack']));
    expect(model.rules.flatMap(({ rules }) => rules).length).toBeGreaterThan(25);
    expect(objects.length).toBeGreaterThan(30);
    expect(Object.keys(manifests(model, UNITS))).toHaveLength(objects.length);
  });

  it('has rules and boards that read the jobs under which its gateways are scraped', () => {
    const monitors = objects.filter(({ kind }) => kind === 'ServiceMonitor') as ServiceMonitor[];
    const gateways = monitors.filter(({ metadata }) => metadata.name.startsWith('gateway-'));
    const jobs = gateways.flatMap(({ spec }) =>
      spec.endpoints.map(
        ({ relabelings }) => relabelings.find(({ targetLabel }) => targetLabel === 'job')?.replacement ?? '',
      ),
    );
    expect(jobs.length).toBeGreaterThan(0);
    expect(model.settings.prometheus.gatewayJobs).toEqual(jobs);
    const job = jobs.length === 1 ? `job="${jobs[0]}"` : `job=~"${jobs.join('|')}"`;
    const down = model.rules.flatMap(({ rules }) => rules).find(({ alert }) => alert === 'GatewayDown');
    expect(down?.expr).toContain(`up{${job}}`);
    const shown = model.settings.grafana.boards
      .flatMap(targets)
      .find(({ panelTitle }) => panelTitle === 'Targets up');
    expect(shown?.expr).toContain(`up{${job},`);
  });
});

it('the names and the namespace that gateways are configured with follow the configuration', () => {
  const model = stackModel({ ...config, namespace: 'watch' });
  const namespaces = UNITS.flatMap((unit) => objectsOf(unit, model)).map(
    ({ metadata }) => metadata.namespace,
  );
  expect(new Set(namespaces)).toEqual(new Set(['watch', 'gateways', undefined]));
  expect(JSON.stringify(UNITS.flatMap((unit) => objectsOf(unit, model)))).not.toContain('observability.svc');
});

it('the collector refuses data before its container is out of memory', () => {
  const { memory } = modelOf('prod').settings.collector;
  const limit = mebibytes(modelOf('prod').config.resources.collector.memory);
  expect(memory.limitMiB).toBe(Math.floor(limit * 0.8));
  expect(memory.spikeLimitMiB).toBeLessThan(memory.limitMiB);
});

it('Prometheus fills its volume to four fifths at most', () => {
  expect(modelOf('prod').settings.prometheus.retention).toEqual({ time: '30d', size: '81920MiB' });
});

it('alerts go to Slack, PagerDuty and mail, with secrets from mounted Secrets, and a limit that is asked for', () => {
  const { config } = modelOf('prod');
  const { routing } = stackModel({
    ...config,
    receivers: {
      ...config.receivers,
      oncall: {
        key: 'url',
        pagerduty: { secret: 'alert-channels', key: 'PAGERDUTY_SERVICE_KEY' },
        slack: { secret: 'alert-channels', key: 'SLACK_WEBHOOK_URL' },
      },
      tickets: {
        key: 'url',
        email: {
          to: ['team@example.com'],
          from: 'alerts@example.com',
          host: 'smtp.example.com',
          port: 587,
          requireTls: true,
          login: { username: 'alerts', secret: 'alert-channels', key: 'SMTP_PASSWORD' },
        },
        atMostEvery: '5m',
      },
    },
    escalations: ['tickets', 'oncall'],
    routeRules: [{ environments: ['staging'], critical: 'tickets', muted: ['night'] }],
    muteTimes: { night: [{ times: [{ start: '22:00', end: '24:00' }], location: 'Europe/Berlin' }] },
  });
  const at = '/etc/alertmanager/secrets/alert-channels';
  expect(routing.receivers).toMatchObject({
    oncall: [
      { kind: 'slack', apiUrlFile: `${at}/SLACK_WEBHOOK_URL` },
      { kind: 'pagerduty', routingKeyFile: `${at}/PAGERDUTY_SERVICE_KEY` },
    ],
    tickets: [
      {
        kind: 'email',
        server: { host: 'smtp.example.com', port: 587 },
        login: { username: 'alerts', passwordFile: `${at}/SMTP_PASSWORD` },
      },
    ],
  });
  expect(routing).toMatchObject({
    limits: { tickets: 300 },
    escalations: ['tickets', 'oncall'],
    rules: [{ match: { environments: ['staging'] }, to: { critical: 'tickets' }, muted: ['night'] }],
    muteTimes: { night: [{ times: [{ start: '22:00', end: '24:00' }], location: 'Europe/Berlin' }] },
  });
  // The limit would make the critical ones of the rule wait.
  expect(routingProblems(routing)).toEqual([
    'limits.tickets: rules[0].to.critical sends it critical alerts, which must not wait: give those another receiver',
  ]);
});

it('alerts go to the receivers that the routes name, by files of mounted Secrets', () => {
  const { routing } = modelOf('prod');
  expect(routing.bySeverity).toEqual({ critical: 'oncall', warning: 'tickets', info: 'tickets' });
  expect(routing.deadMansSwitch.receiver).toBe('deadman');
  expect(routing.receivers['oncall']).toEqual([
    { kind: 'webhook', urlFile: '/etc/alertmanager/secrets/alert-oncall/url' },
  ]);
});
