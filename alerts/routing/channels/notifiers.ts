import type { Notifier } from '../notifiers';
import type { AlertChannels } from './channels';

/** The notifiers of channels, and the files that hold their secrets, by path. */
export interface ChannelNotifiers {
  readonly notifiers: Readonly<Partial<Record<keyof AlertChannels, Notifier>>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Notifiers that read their secrets from files below the folder. */
export function channelNotifiers(channels: AlertChannels, folder: string): ChannelNotifiers {
  const at = {
    slack: `${folder}/slack-webhook-url`,
    password: `${folder}/smtp-password`,
    pagerduty: `${folder}/pagerduty-service-key`,
  };
  const { slack, email, pagerduty } = channels;
  return {
    notifiers: {
      ...(slack === undefined ? {} : { slack: { kind: 'slack', apiUrlFile: at.slack } }),
      ...(email === undefined ? {} : { email: emailNotifier(email, at.password) }),
      ...(pagerduty === undefined
        ? {}
        : {
            pagerduty: {
              kind: 'pagerduty',
              routingKeyFile: at.pagerduty,
              ...(pagerduty.eventsUrl === undefined ? {} : { url: pagerduty.eventsUrl }),
            },
          }),
    },
    secrets: {
      ...(slack === undefined ? {} : { [at.slack]: slack.webhookUrl }),
      ...(email?.login === undefined ? {} : { [at.password]: email.login.password }),
      ...(pagerduty === undefined ? {} : { [at.pagerduty]: pagerduty.serviceKey }),
    },
  };
}

function emailNotifier(email: NonNullable<AlertChannels['email']>, passwordFile: string): Notifier {
  const { to, from, server, login, requireTls } = email;
  return {
    kind: 'email',
    to,
    from,
    server,
    requireTls,
    ...(login === undefined ? {} : { login: { username: login.username, passwordFile } }),
  };
}
