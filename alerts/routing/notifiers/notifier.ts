import { type EmailConfig, emailConfig, type EmailNotifier, emailProblems } from './email';
import {
  type PagerDutyConfig,
  pagerDutyConfig,
  type PagerDutyNotifier,
  pagerDutyProblems,
} from './pagerduty';
import { type SlackConfig, slackConfig, type SlackNotifier, slackProblems } from './slack';
import { type WebhookConfig, webhookConfig, type WebhookNotifier, webhookProblems } from './webhook';

/** One way to tell somebody. */
export type Notifier = WebhookNotifier | SlackNotifier | PagerDutyNotifier | EmailNotifier;

/** Who is told: every notifier in the list gets each notification. */
export type Receiver = readonly Notifier[];

/** A receiver in Alertmanager's configuration. */
export interface AlertmanagerReceiver {
  readonly name: string;
  readonly webhook_configs?: readonly WebhookConfig[];
  readonly slack_configs?: readonly SlackConfig[];
  readonly pagerduty_configs?: readonly PagerDutyConfig[];
  readonly email_configs?: readonly EmailConfig[];
}

/** The receiver as Alertmanager reads it. */
export function receiverConfig(name: string, receiver: Receiver): AlertmanagerReceiver {
  const webhooks = receiver.flatMap((one) => (one.kind === 'webhook' ? [webhookConfig(one)] : []));
  const slacks = receiver.flatMap((one) => (one.kind === 'slack' ? [slackConfig(one)] : []));
  const pagers = receiver.flatMap((one) => (one.kind === 'pagerduty' ? [pagerDutyConfig(one)] : []));
  const mails = receiver.flatMap((one) => (one.kind === 'email' ? [emailConfig(one)] : []));
  return {
    name,
    ...(webhooks.length === 0 ? {} : { webhook_configs: webhooks }),
    ...(slacks.length === 0 ? {} : { slack_configs: slacks }),
    ...(pagers.length === 0 ? {} : { pagerduty_configs: pagers }),
    ...(mails.length === 0 ? {} : { email_configs: mails }),
  };
}

/** True for a notifier whose messages are made by the project's templates. */
export function isTemplated({ kind }: Notifier): boolean {
  return kind !== 'webhook';
}

/** What is wrong with the receiver, one line each; empty if nothing is. */
export function receiverProblems(name: string, receiver: Receiver): string[] {
  if (receiver.length === 0) {
    return [`receivers.${name} has no notifier, so it would tell nobody: add one, or route elsewhere`];
  }
  return receiver.flatMap((notifier, index) => notifierProblems(`receivers.${name}[${index}]`, notifier));
}

function notifierProblems(path: string, notifier: Notifier): string[] {
  switch (notifier.kind) {
    case 'webhook':
      return webhookProblems(path, notifier);
    case 'slack':
      return slackProblems(path, notifier);
    case 'pagerduty':
      return pagerDutyProblems(path, notifier);
    case 'email':
      return emailProblems(path, notifier);
  }
}
