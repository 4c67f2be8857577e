import type { Notifier } from '../../alerts';
import type { ReceiverConfig } from '../config/receivers';
import type { StackConfig } from '../config/schema';

/** Where the operator mounts the Secrets that the Alertmanager object lists. */
export const ALERTMANAGER_SECRETS_DIR = '/etc/alertmanager/secrets';

/** A key of a Secret that a receiver reads, and what it holds. */
export interface ReceiverSecret {
  readonly secret: string;
  readonly key: string;
  readonly what: string;
}

/** What the receivers of a stack read from Secrets. */
export function receiverSecretKeys({ receivers }: Pick<StackConfig, 'receivers'>): readonly ReceiverSecret[] {
  return Object.entries(receivers).flatMap(([name, { secret, key, slack, pagerduty, email }]) => [
    ...(secret === undefined ? [] : [{ secret, key, what: `the URL of the receiver ${name}` }]),
    ...(slack === undefined ? [] : [{ ...pick(slack), what: `the URL of Slack of the receiver ${name}` }]),
    ...(pagerduty === undefined
      ? []
      : [{ ...pick(pagerduty), what: `the key of PagerDuty of the receiver ${name}` }]),
    ...(email?.login === undefined
      ? []
      : [{ ...pick(email.login), what: `the password of the mail server of the receiver ${name}` }]),
  ]);
}

function pick({ secret, key }: { readonly secret: string; readonly key: string }) {
  return { secret, key };
}

/** Ports of the mail servers that receivers use. */
export function mailPorts({ receivers }: Pick<StackConfig, 'receivers'>): readonly number[] {
  return [...new Set(Object.values(receivers).flatMap(({ email }) => email?.port ?? []))].sort(
    (a, b) => a - b,
  );
}

/** The notifiers of a receiver, which read their secrets from the mounted Secrets. */
export function notifiersOf({ secret, key, slack, pagerduty, email }: ReceiverConfig): readonly Notifier[] {
  return [
    ...(secret === undefined ? [] : [{ kind: 'webhook', urlFile: fileOf({ secret, key }) } as const]),
    ...(slack === undefined ? [] : [{ kind: 'slack', apiUrlFile: fileOf(slack) } as const]),
    ...(pagerduty === undefined
      ? []
      : [
          {
            kind: 'pagerduty',
            routingKeyFile: fileOf(pagerduty),
            ...(pagerduty.url === undefined ? {} : { url: pagerduty.url }),
          } as const,
        ]),
    ...(email === undefined ? [] : [emailOf(email)]),
  ];
}

function emailOf(email: NonNullable<ReceiverConfig['email']>): Notifier {
  const { to, from, host, port, requireTls, login } = email;
  return {
    kind: 'email',
    to,
    from,
    server: { host, port },
    requireTls,
    ...(login === undefined ? {} : { login: { username: login.username, passwordFile: fileOf(login) } }),
  };
}

function fileOf({ secret, key }: { readonly secret: string; readonly key: string }): string {
  return `${ALERTMANAGER_SECRETS_DIR}/${secret}/${key}`;
}
