import { alertmanagerConfig } from './config';
import { INHIBITIONS } from './inhibition';
import { routingProblems } from './problems';
import { DEFAULT_TIMING, dividedTiming, type Routing, routing } from './routing';
import { receiversOf } from './told';

const ROUTING = routing({
  receivers: {
    page: [{ kind: 'webhook', url: 'https://pager.example.com/hook' }],
    ticket: [{ kind: 'webhook', urlFile: '/etc/alertmanager/secrets/ticket-url', sendResolved: false }],
    deadman: [{ kind: 'webhook', url: 'https://deadman.example.com/ping', sendResolved: false }],
  },
  bySeverity: { critical: 'page', warning: 'ticket', info: 'ticket' },
  deadMansSwitch: { receiver: 'deadman', repeatInterval: 60 },
  timing: DEFAULT_TIMING,
  inhibitions: INHIBITIONS,
});

describe('alertmanagerConfig', () => {
  const config = alertmanagerConfig(ROUTING);

  it('routes the dead man first, then by severity', () => {
    expect(config.route.routes?.map(({ receiver, matchers }) => [receiver, matchers?.join()])).toEqual([
      ['deadman', 'alertname="Watchdog"'],
      ['page', 'severity="critical"'],
      ['ticket', 'severity="warning"'],
      ['ticket', 'severity="info"'],
      ['page', undefined],
    ]);
  });

  it('pages for an alert without a known severity', () => {
    expect(config.route.receiver).toBe('page');
    expect(config.route.routes?.at(-1)).toMatchObject({ receiver: 'page' });
  });

  it('groups by alert, service and environment', () => {
    expect(config.route.group_by).toEqual(['alertname', 'service', 'environment', 'tenant_id']);
  });

  it('writes a webhook with its URL or the file that holds it', () => {
    expect(config.receivers.map(({ webhook_configs: hooks }) => hooks)).toEqual([
      [{ url: 'https://pager.example.com/hook', send_resolved: true }],
      [{ url_file: '/etc/alertmanager/secrets/ticket-url', send_resolved: false }],
      [{ url: 'https://deadman.example.com/ping', send_resolved: false }],
    ]);
  });

  it('repeats the dead man as often as asked', () => {
    expect(config.route.routes?.[0]).toMatchObject({
      group_wait: '0s',
      group_interval: '1m',
      repeat_interval: '1m',
    });
  });

  it('divides the waiting, and keeps it above nothing', () => {
    const { route } = alertmanagerConfig({ ...ROUTING, timing: dividedTiming(DEFAULT_TIMING, 60) });
    expect([route.group_wait, route.group_interval, route.repeat_interval]).toEqual(['500ms', '5s', '4m']);
    expect(dividedTiming(DEFAULT_TIMING, 1e9).groupWait).toBe(0.001);
  });

  it('names every mistake at once', () => {
    const wrong: Routing = {
      ...ROUTING,
      receivers: {
        empty: [],
        both: [{ kind: 'webhook', url: 'http://x', urlFile: '/x' }],
        neither: [{ kind: 'webhook' }],
        bad: [
          { kind: 'webhook', url: 'pager' },
          { kind: 'webhook', urlFile: 'x' },
        ],
      },
      bySeverity: { critical: 'empty', warning: 'both', info: 'nobody' },
      deadMansSwitch: { receiver: 'neither', repeatInterval: 0 },
      timing: { ...DEFAULT_TIMING, groupInterval: NaN },
    };
    expect(() => alertmanagerConfig(wrong)).toThrow(/^the alert routing is wrong:\n- receivers\.empty/);
    expect(routingProblems(wrong)).toEqual([
      'receivers.empty has no notifier, so it would tell nobody: add one, or route elsewhere',
      'receivers.both[0] has both url and urlFile: give one of them',
      'receivers.neither[0] has neither url nor urlFile: give one of them',
      'receivers.bad[0].url is "pager": an http or https URL is needed',
      'receivers.bad[1].urlFile is "x": an absolute path is needed',
      'bySeverity.info is "nobody", which is no receiver; there are: empty, both, neither, bad',
      'receivers.bad is used by no route: remove it, or route to it',
      'timing.groupInterval is NaN: a number of seconds from 0.001 on is needed',
      'deadMansSwitch.repeatInterval is 0: a number of seconds from 0.001 on is needed',
    ]);
    expect(routingProblems(ROUTING)).toEqual([]);
  });
});

describe('receiversOf', () => {
  it('sends the Watchdog to the dead man and all else by severity', () => {
    expect(receiversOf(ROUTING, { alertname: 'Watchdog', severity: 'info' })).toEqual(['deadman']);
    expect(receiversOf(ROUTING, { alertname: 'GatewayDown', severity: 'critical' })).toEqual(['page']);
    expect(receiversOf(ROUTING, { alertname: 'GatewayRestarting', severity: 'warning' })).toEqual(['ticket']);
  });
});
