import type { StackConfig } from '../config/schema';

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

function neededSecrets({ receivers, grafanaAdmin, gateways }: StackConfig): NeededSecret[] {
  return [
    { name: grafanaAdmin.secret, key: grafanaAdmin.key, what: "Grafana's password" },
    ...Object.entries(receivers).map(([receiver, { secret, key }]) => ({
      name: secret,
      key,
      what: `the URL of the receiver ${receiver}`,
    })),
    ...gateways.flatMap(({ service, metricsToken }) =>
      metricsToken === undefined
        ? []
        : [{ name: metricsToken.secret, key: metricsToken.key, what: `the admin token of ${service}` }],
    ),
  ];
}
