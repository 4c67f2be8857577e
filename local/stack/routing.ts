import {
  channelNotifiers,
  type Notifier,
  notifiersFor,
  notifiersOfLevels,
  type Receiver,
  type Routing,
} from '../../alerts';
import { stackRouting } from '../../infra/model/routing';
import type { StackPlan } from './plan';

const OPERATIONS_RECEIVER = 'alert-operations';
const DEADMAN = 'deadman';

/**
 * Who is told of the alerts of a local run: its own webhook receiver of everything, and beside it the channels that the
 * user named. The waits are those of its pace.
 */
export function localRouting(plan: StackPlan): Routing {
  const { config, pace, url, channels, layout } = plan;
  const { notifiers } = channelNotifiers(channels, layout.alertmanagerSecrets);
  const webhook: Notifier = { kind: 'webhook', url: `${url.webhook}/` };
  const operations: Notifier = {
    kind: 'webhook',
    url: `${url['alert-operations']}/webhook`,
    bearerFile: layout.operationsWebhookToken,
  };
  const levels = notifiersOfLevels(notifiers).map((told, index): readonly [string, Receiver] => [
    `escalation-${index + 1}`,
    [webhook, ...told],
  ]);
  const { deadMansSwitch, inhibitions } = stackRouting(config);
  return {
    receivers: {
      critical: [webhook, ...notifiersFor('critical', notifiers)],
      warning: [webhook, ...notifiersFor('warning', notifiers)],
      info: [webhook, ...notifiersFor('info', notifiers)],
      ...Object.fromEntries(levels),
      [DEADMAN]: [webhook],
      [OPERATIONS_RECEIVER]: [operations],
    },
    bySeverity: { critical: 'critical', warning: 'warning', info: 'info' },
    escalations: levels.map(([name]) => name),
    observers: [OPERATIONS_RECEIVER],
    deadMansSwitch: { ...deadMansSwitch, receiver: DEADMAN },
    timing: pace.timing,
    inhibitions,
    templateFile: layout.alertmanagerTemplates,
  };
}

/** Files with the secrets of the channels, by their absolute path. */
export function channelSecrets({ channels, layout }: StackPlan): Readonly<Record<string, string>> {
  return channelNotifiers(channels, layout.alertmanagerSecrets).secrets;
}
