import { type Board, boardFiles, type Endpoints, provisioning } from '../../../dashboards';
import { type Binding, BOARDS, FOLDERS } from '../../../instrumentation/contract';
import { type HostPort, splitHostPort } from '../../model/address';

/** What Grafana takes from the stack configuration. */
export interface GrafanaSettings {
  readonly scrapeInterval: string;
  readonly binding: Binding;
  readonly boards: readonly Board[];
}

/** Files that Grafana reads, text by path. */
export interface GrafanaFiles {
  /** Below the provisioning directory. */
  readonly provisioning: Readonly<Record<string, string>>;
  /** Below the directory of boards. */
  readonly boards: Readonly<Record<string, string>>;
}

/** Path that answers 200 once Grafana serves pages. */
export const GRAFANA_HEALTH_PATH = '/api/health';

/**
 * Data sources, folders and boards as files.
 * @param backends base URLs as Grafana reaches them
 * @param boardsDir directory of boards as Grafana sees it
 */
export function grafanaFiles(
  settings: GrafanaSettings,
  backends: Endpoints,
  boardsDir: string,
): GrafanaFiles {
  const { scrapeInterval, binding, boards } = settings;
  return {
    provisioning: provisioning(backends, { scrapeInterval, boardsDir, binding, boards }),
    boards: boardFiles(boards),
  };
}

/** The board that Grafana opens with, below the directory of boards. */
const HOME_FILE = `${FOLDERS.home.uid}/${BOARDS.home.uid}.json`;

/** How Grafana is started. */
export interface GrafanaArgs {
  readonly listen: HostPort;
  /** URL at which people reach it. */
  readonly rootUrl: string;
  readonly provisioningDir: string;
  /** Directory of boards as Grafana sees it. */
  readonly boardsDir: string;
  readonly dataDir: string;
  /** Who gets in: whoever knows the password in a file, or everybody on this machine as a viewer. */
  readonly access: { readonly adminPasswordFile: string } | 'anonymous-viewer';
}

/** Grafana's settings as environment variables (`GF_<section>_<key>`). Nothing is sent to its vendor. */
export function grafanaEnv(args: GrafanaArgs): Record<string, string> {
  const { host, port } = splitHostPort(args.listen);
  const anonymous = args.access === 'anonymous-viewer';
  return {
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_AUTH_ANONYMOUS_ENABLED: String(anonymous),
    GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
    GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: `${args.boardsDir}/${HOME_FILE}`,
    GF_LOG_MODE: 'console',
    GF_PATHS_DATA: args.dataDir,
    GF_PATHS_PROVISIONING: args.provisioningDir,
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    ...(args.access === 'anonymous-viewer'
      ? {}
      : { GF_SECURITY_ADMIN_PASSWORD__FILE: args.access.adminPasswordFile }),
    // What is shared without a login is seen by everybody who has the link: whoever wants it switches it on.
    GF_PUBLIC_DASHBOARDS_ENABLED: 'false',
    GF_SNAPSHOTS_EXTERNAL_ENABLED: 'false',
    GF_SECURITY_COOKIE_SECURE: String(args.rootUrl.startsWith('https:')),
    GF_SERVER_HTTP_ADDR: host,
    GF_SERVER_HTTP_PORT: String(port),
    GF_SERVER_ROOT_URL: args.rootUrl,
    GF_USERS_ALLOW_SIGN_UP: 'false',
  };
}
