import type { HostPort } from '../../model/address';

/** What Alertmanager takes from the stack configuration besides its routes. */
export interface AlertmanagerSettings {
  /** How long resolved alerts and notification history are kept, e.g. `120h`. */
  readonly retention: string;
}

/** Path that answers 200 once Alertmanager takes alerts. */
export const ALERTMANAGER_READY_PATH = '/-/ready';

/**
 * Command-line flags of one Alertmanager without peers. With peers, the operator writes the flags.
 */
export function alertmanagerArgs(
  settings: AlertmanagerSettings,
  files: { readonly config: string; readonly data: string },
  listen: HostPort,
  externalUrl?: string,
): string[] {
  return [
    `--config.file=${files.config}`,
    `--storage.path=${files.data}`,
    `--data.retention=${settings.retention}`,
    `--web.listen-address=${listen}`,
    ...(externalUrl === undefined ? [] : [`--web.external-url=${externalUrl}`]),
    // An empty address switches clustering off: nothing listens for gossip.
    '--cluster.listen-address=',
  ];
}
