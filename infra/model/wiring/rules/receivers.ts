import { CONFIG_KEY } from '../../../components/alertmanager/resources';
import { ALERTMANAGER_SECRETS_DIR } from '../../routing';
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
  readonly receivers?: readonly {
    readonly name: string;
    readonly webhook_configs?: readonly { readonly url_file?: string }[];
  }[];
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
    const text = cluster
      .of('Secret')
      .find(({ metadata }) => metadata.name === configSecret && metadata.namespace === namespace)
      ?.stringData?.[CONFIG_KEY];
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
  { cluster }: WiringContext,
  alertmanager: OperatedShape,
  { receivers: known = [] }: Configuration,
  object: string,
): Finding[] {
  const { namespace = '' } = alertmanager.metadata;
  const secrets = alertmanager.spec?.secrets ?? [];
  return known.flatMap(({ name, webhook_configs: webhooks = [] }, index) => {
    if (webhooks.length === 0) {
      const at = `receivers[${index}].webhook_configs`;
      return [finding(object, at, webhooks, `somebody whom the receiver ${name} notifies`)];
    }
    return webhooks.flatMap(({ url_file: file = '' }, webhook) => {
      const at = `receivers[${index}].webhook_configs[${webhook}].url_file`;
      const [secret = '', key = ''] = file.replace(`${ALERTMANAGER_SECRETS_DIR}/`, '').split('/');
      if (!file.startsWith(`${ALERTMANAGER_SECRETS_DIR}/`) || !secrets.includes(secret)) {
        const there = secrets.map((one) => `${ALERTMANAGER_SECRETS_DIR}/${one}`);
        return [finding(object, at, file, `a file of a Secret that ${nameOf(alertmanager)} mounts`, there)];
      }
      const keys = keysOf(cluster, 'Secret', namespace, secret) ?? [];
      return keys.includes(key)
        ? []
        : [finding(object, at, file, `a key of Secret ${namespace}/${secret}`, keys)];
    });
  });
}
