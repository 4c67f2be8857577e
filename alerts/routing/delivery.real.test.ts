import { presets } from '../../instrumentation/presets';
import { eventually } from '../../local/proofs/eventually';
import { locateTool } from '../../tools';
import { ESCALATION, ESCALATION_LEVEL } from '../operations/core/escalation';
import { rulesOf } from '../tests/fixture';
import {
  EXTERNAL_URL,
  startAlertmanager,
  type TestAlert,
  type TestAlertmanager,
} from '../testing/alertmanager';
import {
  type FakeChannels,
  type HttpReceiver,
  PAGERDUTY_KEY,
  startFakeChannels,
  startHttpReceiver,
} from '../testing/receivers';
import { channelNotifiers, notifiersFor, notifiersOfLevels } from './channels';
import { INHIBITIONS } from './inhibition';
import { DEFAULT_TIMING, dividedTiming, type Routing } from './routing';
import { notificationTemplates } from './templates';

interface Hook {
  readonly receiver: string;
  readonly status: string;
  readonly alerts: readonly TestAlert[];
}

/** A rule's alert as Prometheus would send it, its templates filled in by hand. */
const RULES = Object.values(presets).flatMap((preset) =>
  rulesOf(preset).groups.flatMap(({ rules }) => rules),
);
const STARTED = '2026-01-02T03:04:05.000Z';
const STARTED_MS = Date.parse(STARTED);
const HALF_HOUR_MS = 1_800_000;

function alertOf(
  name: string,
  more: Readonly<Record<string, string>> = {},
  over: Partial<TestAlert> = {},
): TestAlert {
  const rule = RULES.find(({ alert }) => alert === name);
  if (rule === undefined) throw new Error(`there is no alert ${name}`);
  const labels = { alertname: name, ...rule.labels, service: 'orders', environment: 'prod', ...more };
  const filled = (text: string): string =>
    text
      .replace(/\{\{ \$labels\.(\w+)(?: \| urlquery)? \}\}/g, (found, label: string) => {
        const value = (labels as Record<string, string>)[label] ?? '';
        return found.includes('urlquery') ? encodeURIComponent(value) : value;
      })
      .replace(/\{\{ \$value[^}]*\}\}/g, '42%');
  return {
    labels,
    annotations: Object.fromEntries(
      Object.entries(rule.annotations).map(([key, text]) => [key, filled(text)]),
    ),
    startsAt: STARTED,
    ...over,
  };
}

const ended = (alert: TestAlert): TestAlert => ({ ...alert, endsAt: new Date().toISOString() });

describe('notifications by the real Alertmanager', () => {
  let fakes: FakeChannels;
  let hook: HttpReceiver<Hook>;
  let alertmanager: TestAlertmanager | undefined;

  beforeEach(async () => {
    fakes = await startFakeChannels();
    hook = await startHttpReceiver<Hook>(() => ({ status: 200, body: '' }));
  });
  afterEach(async () => {
    await alertmanager?.stop();
    alertmanager = undefined;
    await fakes.close();
    await hook.close();
  });

  const start = async (over: Partial<Routing> = {}): Promise<TestAlertmanager> => {
    const routingIn = (folder: string): Routing => {
      const { notifiers } = channelNotifiers(fakes.channels, `${folder}/secrets`);
      const [first = [], second = []] = notifiersOfLevels(notifiers);
      const webhook = {
        kind: 'webhook',
        urlFile: `${folder}/secrets/hook`,
        bearerFile: `${folder}/secrets/token`,
      } as const;
      return {
        receivers: {
          page: [...notifiersFor('critical', notifiers), webhook],
          ticket: [...notifiersFor('warning', notifiers), webhook],
          chat: [...notifiersFor('info', notifiers), webhook],
          first,
          second,
        },
        bySeverity: { critical: 'page', warning: 'ticket', info: 'chat' },
        escalations: ['first', 'second'],
        deadMansSwitch: { receiver: 'chat', repeatInterval: 60 },
        timing: dividedTiming(DEFAULT_TIMING, 150),
        inhibitions: INHIBITIONS,
        templateFile: `${folder}/messages.tmpl`,
        ...over,
      };
    };
    alertmanager = await startAlertmanager(locateTool('alertmanager'), routingIn, (folder) => ({
      [`${folder}/messages.tmpl`]: notificationTemplates({ kind: 'alertmanager' }),
      [`${folder}/secrets/hook`]: `${hook.url}/hook`,
      [`${folder}/secrets/token`]: 'token-of-the-hook',
      ...channelNotifiers(fakes.channels, `${folder}/secrets`).secrets,
    }));
    return alertmanager;
  };
  const until = <T>(what: string, look: () => T | undefined): Promise<T> =>
    eventually(() => Promise.resolve(look()), { what, timeoutMs: 30_000 });
  const hooked = (name: string, status = 'firing'): Hook | undefined =>
    hook
      .received()
      .map(({ body }) => body)
      .find(
        ({ alerts, status: one }) =>
          one === status && alerts.some(({ labels }) => labels['alertname'] === name),
      );

  it('a page is a PagerDuty incident, a Slack message and a webhook call with every link, until it is resolved', async () => {
    const { send } = await start();
    const alert = alertOf('GatewayDown', { instance: '10.0.0.1:9464' });
    await send([alert]);
    const trigger = await until('a trigger', () => fakes.pagerduty.received()[0]?.body);
    const title = '[FIRING:1] critical: GatewayDown of orders in prod';
    expect(trigger).toMatchObject({
      routing_key: PAGERDUTY_KEY,
      event_action: 'trigger',
      client: 'Gatewatch',
      client_url: `${EXTERNAL_URL}/#/alerts`,
      payload: {
        summary: title,
        severity: 'critical',
        class: 'GatewayDown',
        component: 'orders',
        group: 'prod',
      },
    });
    const links = Object.fromEntries((trigger.links ?? []).map(({ text, href }) => [text, href]));
    expect(links['Runbook']).toBe('https://runbooks.example.com/alerts/GatewayDown.md');
    const { searchParams } = new URL(links['Dashboard'] ?? '');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      'var-service': 'orders',
      'var-environment': 'prod',
      from: String(STARTED_MS - HALF_HOUR_MS),
      to: 'now',
    });

    const [message] = (await until('a message', () => fakes.slack.received()[0])).body.attachments;
    expect(message).toMatchObject({ title, color: 'danger', title_link: `${EXTERNAL_URL}/#/alerts` });
    const told = linksOf(message?.text ?? '');
    expect(Object.keys(told)).toEqual(['Runbook', 'Dashboard', 'Traces', 'Silence']);
    expect(told['Dashboard']).toBe(links['Dashboard']);
    expect(decodeURIComponent(told['Silence'] ?? '')).toBe(
      `${EXTERNAL_URL}/#/silences/new?filter={alertname="GatewayDown",service="orders",environment="prod"}`,
    );
    expect(decodeURIComponent(told['Traces'] ?? '')).toContain('resource.service.name=\\"orders\\"');
    expect(message?.text).toContain('*GatewayDown* ');
    expect(message?.text).toContain('since 2026-01-02 03:04:05 UTC');

    const call = await until('a call', () => hook.received()[0]);
    expect(call.headers.authorization).toBe('Bearer token-of-the-hook');
    expect(call.body).toMatchObject({
      receiver: 'page',
      status: 'firing',
      alerts: [{ labels: alert.labels }],
    });

    const over = ended(alert);
    await send([over]);
    const resolve = await until(
      'the end of the incident',
      () => fakes.pagerduty.received().find(({ body }) => body.event_action === 'resolve')?.body,
    );
    expect(resolve.dedup_key).toBe(trigger.dedup_key);
    const [good] = (await until('the end in Slack', () => fakes.slack.received()[1])).body.attachments;
    expect(good).toMatchObject({
      title: '[RESOLVED] critical: GatewayDown of orders in prod',
      color: 'good',
    });
    const to = Date.parse(over.endsAt ?? '') + HALF_HOUR_MS;
    expect(linksOf(good?.text ?? '')['Dashboard']).toContain(`&to=${to}`);
    await until('the end at the webhook', () => hooked('GatewayDown', 'resolved'));
    // A page is no mail.
    expect(fakes.mail.received()).toEqual([]);
  });

  it('a warning is a mail to everybody in both forms, and a Slack message; nobody is called', async () => {
    const { send } = await start();
    await send([alertOf('GatewayRestarting', { instance: 'a & b' })]);
    const mail = await until('a mail', () => fakes.mail.received()[0]);
    expect(mail).toMatchObject({
      from: 'alerts@example.com',
      to: ['team@example.com', 'oncall@example.com'],
      subject: '[FIRING:1] warning: GatewayRestarting of orders in prod',
    });
    expect(mail.text).toContain('FIRING GatewayRestarting: ');
    expect(mail.text).toContain('Runbook: https://runbooks.example.com/alerts/GatewayRestarting.md\n');
    const hrefs = [...mail.html.matchAll(/<a href="([^"]+)">(\w+)<\/a>/g)].map(([, href = '', text]) => [
      text,
      href.replaceAll('&amp;', '&'),
    ]);
    const inText = [...mail.text.matchAll(/^(\w+): (https:\S+)$/gm)].map(([, name, url]) => [name, url]);
    expect(hrefs.map(([name]) => name)).toEqual(['Runbook', 'Dashboard', 'Traces', 'Silence']);
    expect(hrefs.map(([name, url]) => [name, decodeURIComponent(url ?? '')])).toEqual(
      inText.map(([name, url]) => [name, decodeURIComponent(url ?? '')]),
    );
    expect(mail.html).toContain('<td>a &amp; b</td>');
    expect((await until('a message', () => fakes.slack.received()[0])).body.attachments[0]?.color).toBe(
      'warning',
    );
    expect(fakes.pagerduty.received()).toEqual([]);
  });

  it('an alert that nobody acknowledges goes on to other channels, level by level', async () => {
    const { send } = await start();
    const escalation = (level: string): TestAlert => ({
      labels: {
        alertname: ESCALATION,
        severity: 'critical',
        service: 'orders',
        escalates: 'a'.repeat(16),
        escalated_alert: 'GatewayDown',
        [ESCALATION_LEVEL]: level,
      },
    });
    await send([escalation('1')]);
    const mail = await until('a mail', () => fakes.mail.received()[0]);
    expect(mail.subject).toBe(`[FIRING:1] critical: ${ESCALATION} (GatewayDown) of orders`);
    expect(fakes.pagerduty.received()).toEqual([]);
    await send([escalation('2')]);
    await until('a call', () => fakes.pagerduty.received()[0]);
  });

  it('what a request put into a label can neither mention a channel nor write a link', async () => {
    const { send } = await start();
    const evil = '<!channel> <https://evil.example|click> & "quoted" | {{ .Labels }}';
    await send([
      alertOf('GatewayUpstreamHighErrorRatio', { service: evil, server_address: evil }),
      alertOf('GatewayRestarting', { instance: evil, tenant_id: '<script>alert(1)</script>' }),
    ]);
    await until('both messages', () => (fakes.slack.received().length >= 2 ? true : undefined));
    for (const { body } of fakes.slack.received()) {
      const [{ title = '', text = '' } = {}] = body.attachments;
      expect(title).not.toMatch(/[<>]/);
      expect(
        [...text.matchAll(/<[^>]*>/g)]
          .map(([found]) => found)
          .filter((found) => !/^<https:\/\/[^|<>]+\|\w+>$/.test(found)),
      ).toEqual([]);
      expect(text).not.toContain('<https://evil');
    }
    await until('both mails', () => (fakes.mail.received().length >= 2 ? true : undefined));
    for (const { html } of fakes.mail.received())
      expect(html).not.toMatch(/<script|<!channel|href="https:\/\/evil/);
  });

  it('a storm is one message that says how many there are', async () => {
    // Of what began longer ago than the wait, Alertmanager tells at once.
    const { send } = await start({ timing: { ...dividedTiming(DEFAULT_TIMING, 150), groupWait: 2 } });
    const startsAt = new Date().toISOString();
    await send(
      Array.from({ length: 25 }, (_, i) =>
        alertOf('GatewayRestarting', { instance: `i-${i}` }, { startsAt }),
      ),
    );
    const mail = await until('a mail', () => fakes.mail.received()[0]);
    expect(mail.subject).toContain('[FIRING:25]');
    expect(mail.text.match(/^FIRING /gm)).toHaveLength(10);
    expect(mail.text).toContain('… 25 alerts in all.');
  });

  it('a channel that is down gets its message as soon as it is back', async () => {
    const { send } = await start();
    fakes.slack.fail(503);
    fakes.mail.fail(true);
    await send([alertOf('GatewayRestarting', { instance: 'i' })]);
    await until('the webhook', () => hooked('GatewayRestarting'));
    expect(fakes.slack.received()).toEqual([]);
    fakes.slack.fail(undefined);
    fakes.mail.fail(false);
    await until('the message', () => fakes.slack.received()[0]);
    await until('the mail', () => fakes.mail.received()[0]);
  });

  it('a limited receiver gets one notification in its time, and every alert', async () => {
    const seconds = 2;
    const { send } = await start({ limits: { ticket: seconds } });
    const total = 60;
    for (let i = 0; i < total; i += 10) {
      await send(
        Array.from({ length: 10 }, (_, j) =>
          alertOf(j % 2 === 0 ? 'GatewayRestarting' : 'GatewayEventLoopLag', {
            instance: `i-${i + j}`,
            service: `s-${j}`,
          }),
        ),
      );
    }
    const told = (): Set<string | undefined> =>
      new Set(hook.received().flatMap(({ body }) => body.alerts.map(({ labels }) => labels['instance'])));
    await until('every alert', () => (told().size === total ? true : undefined));
    const times = hook.received().map(({ at }) => at);
    expect(times.length).toBeLessThanOrEqual(2);
    for (const [index, at] of times.slice(1).entries())
      expect(at - (times[index] ?? 0)).toBeGreaterThan(seconds * 900);
  });

  describe('pages that say the same', () => {
    const burn = alertOf('HttpAvailabilityBudgetBurnFast');
    const errors = alertOf('GatewayHighErrorRatio');
    const incidents = (): Set<string> =>
      new Set(fakes.pagerduty.received().map(({ body }) => body.dedup_key));

    it('page once: errors first, the budget stays silent until they end', async () => {
      const { send } = await start();
      await send([errors]);
      await until('the page', () => hooked('GatewayHighErrorRatio'));
      await send([
        burn,
        alertOf('GatewayHighLatencyP95'),
        alertOf('GatewayHighLatencyP95', { service: 'ledger' }),
      ]);
      // That of another service is not inhibited; when it has come, that of this one would have come, too.
      await until('the other service', () => hooked('GatewayHighLatencyP95'));
      expect(hooked('HttpAvailabilityBudgetBurnFast')).toBeUndefined();
      expect(
        hook
          .received()
          .flatMap(({ body }) => body.alerts)
          .filter(({ labels }) => labels['alertname'] === 'GatewayHighLatencyP95')
          .map(({ labels }) => labels['service']),
      ).toEqual(['ledger']);
      await send([ended(errors)]);
      await until('the budget', () => hooked('HttpAvailabilityBudgetBurnFast'));
      expect(incidents().size).toBe(1);
    });

    it('page once: the budget first, the errors join its incident', async () => {
      const { send } = await start();
      await send([burn]);
      await until('the page', () => hooked('HttpAvailabilityBudgetBurnFast'));
      await send([errors]);
      await until('the errors', () => hooked('GatewayHighErrorRatio'));
      expect(incidents().size).toBe(1);
      await send([{ ...burn, labels: { ...burn.labels, environment: 'staging' } }]);
      await until('another environment', () => (incidents().size === 2 ? true : undefined));
    });
  });

  it('what is muted now waits, and a page does not', async () => {
    const today = new Date().toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' }).toLowerCase();
    const tomorrow = new Date(Date.now() + 86_400_000)
      .toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' })
      .toLowerCase();
    const { send } = await start({
      muteTimes: {
        now: [{ weekdays: [`${today}`, `${tomorrow}`] }],
        never: [{ months: ['january'], daysOfMonth: ['1'], times: [{ start: '00:00', end: '00:01' }] }],
      },
      mutedBySeverity: { warning: ['now'], info: ['never'] },
    });
    await send([
      alertOf('GatewayRestarting', { instance: 'i' }),
      alertOf('GatewayCardinalityOverflow'),
      errorsOfAll(),
    ]);
    await until('the page', () => hooked('GatewayDown'));
    await until('the information', () => hooked('GatewayCardinalityOverflow'));
    expect(hooked('GatewayRestarting')).toBeUndefined();
  });

  const errorsOfAll = (): TestAlert => alertOf('GatewayDown', { instance: 'other' });
});

function linksOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/<(https:[^|>]+)\|(\w+)>/g)].map(([, url = '', name = '']) => [name, url]),
  );
}
