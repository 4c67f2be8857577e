import type { StackConfig } from '../config/schema';
import { receiverSecretKeys } from './receivers';

/** A Secret that pods of the stack read, and a key that has to be in it. */
export interface NeededSecret {
  readonly name: string;
  readonly key: string;
  readonly what: string;
}

/** Secrets that have to be in the namespace of the stack before its pods start, as the program does not create them. */
export function foreignSecrets(config: StackConfig): readonly NeededSecret[] {
  return neededSecrets(config).filter(({ name, key }) => config.secrets[name]?.[key] === undefined);
}

/** What Prometheus shows to the stores that it writes to. */
export function remoteWriteSecrets({ remoteWrite }: StackConfig): readonly NeededSecret[] {
  return remoteWrite.flatMap(({ name, bearer, basicAuth }) => [
    ...(bearer === undefined
      ? []
      : [{ name: bearer.secret, key: bearer.key, what: `the token of remote write ${name}` }]),
    ...(basicAuth === undefined
      ? []
      : (['username', 'password'] as const).map((part) => ({
          name: basicAuth.secret,
          key: basicAuth[part],
          what: `the ${part} of remote write ${name}`,
        }))),
  ]);
}

function neededSecrets(config: StackConfig): NeededSecret[] {
  const { grafanaAdmin, gateways } = config;
  return [
    { name: grafanaAdmin.secret, key: grafanaAdmin.key, what: "Grafana's password" },
    ...receiverSecretKeys(config).map(({ secret, key, what }) => ({ name: secret, key, what })),
    ...gateways.flatMap(({ service, metricsToken }) =>
      metricsToken === undefined
        ? []
        : [{ name: metricsToken.secret, key: metricsToken.key, what: `the admin token of ${service}` }],
    ),
    ...remoteWriteSecrets(config),
  ];
}
