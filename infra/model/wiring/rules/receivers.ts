import { CONFIG_KEY } from '../../../components/alertmanager/resources';
import { ALERTMANAGER_SECRETS_DIR } from '../../receivers';
import { ALERTMANAGER_CONFIG_DIR } from '../../routing';
import { nameOf } from '../cluster';
import type { WiringContext, WiringRule } from '../context';
import { documentOf } from '../documents';
import { finding, type Finding } from '../finding';
import { keysOf, namesIn } from '../secrets';
import type { OperatedShape } from '../shape';

interface Route {
  readonly receiver?: string;
  readonly routes?: readonly Route[];
}

interface Configuration {
  readonly route?: Route;
  readonly templates?: readonly string[];
  readonly receivers?: readonly ({ readonly name: string } & Readonly<
    Record<`${string}_configs`, readonly Readonly<Record<string, unknown>>[]>
  >)[];
}

/** Alertmanager finds its configuration, every route a receiver, and every receiver somebody to notify. */
export const receivers: WiringRule = (context) =>
  context.cluster.of('Alertmanager').flatMap((alertmanager) => {
    const { namespace = '' } = alertmanager.metadata;
    const { configSecret = '', secrets = [] } = alertmanager.spec ?? {};
    const { cluster } = context;
    const mounted = secrets.flatMap((secret, index) =>
      keysOf(cluster, 'Secret', namespace, secret) === undefined
        ? [
            finding(
              nameOf(alertmanager),
              `spec.secrets[${index}]`,
              secret,
              `a Secret of ${namespace}`,
              namesIn(cluster, 'Secret', namespace),
            ),
          ]
        : [],
    );
    const files = cluster
      .of('Secret')
      .find(({ metadata }) => metadata.name === configSecret && metadata.namespace === namespace)?.stringData;
    const text = files?.[CONFIG_KEY];
    if (text === undefined) {
      const there = cluster.of('Secret').map(({ metadata }) => metadata.name);
      const expected = `a Secret of ${namespace} with the key ${CONFIG_KEY}`;
      return [...mounted, finding(nameOf(alertmanager), 'spec.configSecret', configSecret, expected, there)];
    }
    const object = `Secret ${namespace}/${configSecret} ${CONFIG_KEY}`;
    const configuration = (documentOf(text) ?? {}) as Configuration;
    return [
      ...mounted,
      ...routes(configuration, object),
      ...templates(configuration, Object.keys(files ?? {}), object),
      ...notified(context, alertmanager, configuration, object),
    ];
  });

function routes({ route, receivers: known = [] }: Configuration, object: string): Finding[] {
  const names = known.map(({ name }) => name);
  const walk = (one: Route, at: string): Finding[] => [
    ...(one.receiver === undefined || names.includes(one.receiver)
      ? []
      : [finding(object, `${at}.receiver`, one.receiver, 'a receiver', names)]),
    ...(one.routes ?? []).flatMap((child, index) => walk(child, `${at}.routes[${index}]`)),
  ];
  if (route?.receiver === undefined)
    return [finding(object, 'route.receiver', undefined, 'a receiver', names)];
  return walk(route, 'route');
}

function notified(
  context: WiringContext,
  alertmanager: OperatedShape,
  { receivers: known = [] }: Configuration,
  object: string,
): Finding[] {
  return known.flatMap(({ name, ...kinds }, index) => {
    const notifiers = Object.entries(kinds).flatMap(([kind, list]) =>
      list.map((one, at) => [`receivers[${index}].${kind}[${at}]`, one] as const),
    );
    if (notifiers.length === 0) {
      const [kind = 'webhook_configs'] = Object.keys(kinds);
      return [
        finding(object, `receivers[${index}].${kind}`, [], `somebody whom the receiver ${name} notifies`),
      ];
    }
    return notifiers.flatMap(([at, one]) =>
      secretFilesIn(one).flatMap(([field, file]) =>
        secretFile(context, alertmanager, object, `${at}.${field}`, file),
      ),
    );
  });
}

/** Fields that name a file, whatever the notifier; in a stack every one of them is of a Secret. */
function secretFilesIn(notifier: Readonly<Record<string, unknown>>): (readonly [string, string])[] {
  return Object.entries(notifier).flatMap(([field, value]): (readonly [string, string])[] => {
    if (typeof value === 'string') return field.endsWith('_file') ? [[field, value]] : [];
    if (typeof value !== 'object' || value === null) return [];
    return secretFilesIn(value as Readonly<Record<string, unknown>>).map(
      ([inner, file]) => [`${field}.${inner}`, file] as const,
    );
  });
}

function secretFile(
  { cluster }: WiringContext,
  alertmanager: OperatedShape,
  object: string,
  at: string,
  file: string,
): Finding[] {
  const { namespace = '' } = alertmanager.metadata;
  const secrets = alertmanager.spec?.secrets ?? [];
  const [secret = '', key = ''] = file.replace(`${ALERTMANAGER_SECRETS_DIR}/`, '').split('/');
  if (!file.startsWith(`${ALERTMANAGER_SECRETS_DIR}/`) || !secrets.includes(secret)) {
    const there = secrets.map((one) => `${ALERTMANAGER_SECRETS_DIR}/${one}`);
    return [finding(object, at, file, `a file of a Secret that ${nameOf(alertmanager)} mounts`, there)];
  }
  const keys = keysOf(cluster, 'Secret', namespace, secret) ?? [];
  return keys.includes(key)
    ? []
    : [finding(object, at, file, `a key of Secret ${namespace}/${secret}`, keys)];
}

/** The operator mounts the other keys of the configuration's Secret beside it; the templates are one of them. */
function templates(
  { templates: files = [] }: Configuration,
  keys: readonly string[],
  object: string,
): Finding[] {
  return files.flatMap((file, index) => {
    const key = file.replace(`${ALERTMANAGER_CONFIG_DIR}/`, '');
    return file.startsWith(`${ALERTMANAGER_CONFIG_DIR}/`) && keys.includes(key)
      ? []
      : [finding(object, `templates[${index}]`, file, `a file of ${ALERTMANAGER_CONFIG_DIR}`, keys)];
  });
}
