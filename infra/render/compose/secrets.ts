import type { StackConfig } from '../../config/schema';
import { remoteWriteSecrets } from '../../model/needed-secrets';
import { ALERTMANAGER_SECRETS_DIR, receiverSecretKeys } from '../../model/receivers';

/** Folder with a file for each secret, `<secret>/<key>`; whoever starts the stack makes them. */
export const SECRETS_DIR = 'secrets';

/** Variable that names another folder. */
const SECRETS_VARIABLE = 'GATEWATCH_SECRETS';

/** A key of a Secret. */
export interface SecretKey {
  readonly secret: string;
  readonly key: string;
}

/** Where Prometheus reads the admin tokens of gateways. */
export const PROMETHEUS_SECRETS_DIR = '/run/secrets';

/** A secret as a service mounts it. */
export function mountedSecret(secret: SecretKey, target: string) {
  return { source: secretName(secret), target };
}

/** What Prometheus shows to gateways and to the stores that it writes to. */
export function prometheusSecrets(config: StackConfig): readonly SecretKey[] {
  return distinct([
    ...config.gateways.flatMap(({ metricsToken }) => (metricsToken === undefined ? [] : [metricsToken])),
    ...remoteWriteSecrets(config).map(({ name, key }) => ({ secret: name, key })),
  ]);
}

/** URLs that Alertmanager calls, mounted where its configuration looks for them. */
export function receiverSecrets(config: StackConfig) {
  return distinct(receiverSecretKeys(config)).map((one) =>
    mountedSecret(one, `${ALERTMANAGER_SECRETS_DIR}/${one.secret}/${one.key}`),
  );
}

/** Every secret of the stack by its name, as a file outside of what is rendered. */
export function secretFiles(config: StackConfig): Record<string, { readonly file: string }> {
  const all = distinct([...receiverSecretKeys(config), config.grafanaAdmin, ...prometheusSecrets(config)]);
  return Object.fromEntries(
    all.map((one) => [
      secretName(one),
      { file: `\${${SECRETS_VARIABLE}:-./${SECRETS_DIR}}/${one.secret}/${one.key}` },
    ]),
  );
}

function secretName({ secret, key }: SecretKey): string {
  return `${secret}.${key}`;
}

function distinct(secrets: readonly SecretKey[]): readonly SecretKey[] {
  return [...new Map(secrets.map((one) => [secretName(one), one])).values()];
}
