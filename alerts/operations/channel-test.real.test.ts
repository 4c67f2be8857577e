import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../local/proofs/eventually';
import { locateTool } from '../../tools';
import {
  channelNotifiers,
  DEFAULT_TIMING,
  dividedTiming,
  notificationTemplates,
  notifiersFor,
  notifiersOfLevels,
} from '../routing';
import { startAlertmanager } from '../testing/alertmanager';
import { startFakeChannels } from '../testing/receivers';
import { operationsConfig } from './config';
import { type RunningOperations, startOperations } from './start';

/** Five minutes, which a test lasts: there is always one under way. */
const ALWAYS = String(5 / 60);

it('a scheduled test reaches every channel and every level of escalation, once, however many replicas there are', async () => {
  const fakes = await startFakeChannels();
  const data = mkdtempSync(join(tmpdir(), 'gatewatch-channel-test-'));
  const alertmanager = await startAlertmanager(
    locateTool('alertmanager'),
    (folder) => {
      const { notifiers } = channelNotifiers(fakes.channels, `${folder}/secrets`);
      const [first = [], second = []] = notifiersOfLevels(notifiers);
      return {
        receivers: {
          page: notifiersFor('critical', notifiers),
          ticket: notifiersFor('warning', notifiers),
          chat: notifiersFor('info', notifiers),
          first,
          second,
        },
        bySeverity: { critical: 'page', warning: 'ticket', info: 'chat' },
        escalations: ['first', 'second'],
        deadMansSwitch: { receiver: 'chat', repeatInterval: 60 },
        timing: dividedTiming(DEFAULT_TIMING, 30),
        inhibitions: [],
        templateFile: `${folder}/messages.tmpl`,
      };
    },
    (folder) => ({
      [`${folder}/messages.tmpl`]: notificationTemplates({ kind: 'alertmanager' }),
      ...channelNotifiers(fakes.channels, `${folder}/secrets`).secrets,
    }),
  );
  const replicas: RunningOperations[] = [];
  try {
    for (const name of ['a', 'b']) {
      const config = operationsConfig({
        ALERT_OPERATIONS_ALERTMANAGER_URLS: alertmanager.url,
        ALERT_OPERATIONS_DATA: join(data, name),
        ALERT_OPERATIONS_PORT: '0',
        ALERT_OPERATIONS_POLL_SECONDS: '0.2',
        ALERT_OPERATIONS_TEST_EVERY_HOURS: ALWAYS,
      });
      replicas.push(await startOperations(config, { write: () => true }));
    }
    const told = (): Readonly<Record<string, readonly string[]>> => ({
      pagerduty: fakes.pagerduty.received().flatMap(({ body }) => body.payload?.summary ?? []),
      slack: fakes.slack.received().flatMap(({ body }) => body.attachments.map(({ title }) => title)),
      mail: fakes.mail.received().map(({ subject }) => subject),
    });
    const firing = (severity: string, name = 'TestAlert'): string =>
      `[FIRING:1] ${severity}: ${name} of alert-operations`;
    const escalation = firing('critical', 'AlertNotAcknowledged (TestAlert)');
    const wanted = {
      pagerduty: [firing('critical'), escalation],
      slack: [firing('critical'), firing('warning'), firing('info'), escalation, escalation],
      mail: [firing('warning'), escalation, escalation],
    };
    const count = (of: Readonly<Record<string, readonly string[]>>): number =>
      Object.values(of).flat().length;
    await eventually(() => Promise.resolve(count(told()) >= count(wanted) ? true : undefined), {
      what: 'every message',
      timeoutMs: 40_000,
    });
    for (const [channel, titles] of Object.entries(wanted)) {
      expect([channel, [...(told()[channel] ?? [])].sort()]).toEqual([channel, [...titles].sort()]);
    }
    const text = await (await fetch(`${replicas[0]?.url}/metrics`)).text();
    expect(text).toMatch(/alert_operations_actions_total\{action="test",outcome="done"\} [1-9]/);
  } finally {
    for (const replica of replicas) await replica.stop();
    await alertmanager.stop();
    await fakes.close();
    rmSync(data, { recursive: true, force: true });
  }
});
