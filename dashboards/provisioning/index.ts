import { stringify } from 'yaml';
import { type Binding, FOLDERS } from '../../instrumentation/contract';
import { type Board } from '../kit/board';
import { datasources, type Endpoints } from './datasources';

export { type Endpoints } from './datasources';

export interface ProvisioningOptions {
  /** Real scrape interval of the gateways, e.g. `15s`. */
  readonly scrapeInterval: string;
  /** Directory, as Grafana sees it, that holds what `boardFiles` returns. */
  readonly boardsDir: string;
  readonly binding: Binding;
  /** What `boardFiles` was given. */
  readonly boards: readonly Board[];
}

/**
 * Grafana's provisioning files by path below its provisioning directory. The boards themselves are `boardFiles`.
 */
export function provisioning(endpoints: Endpoints, options: ProvisioningOptions): Record<string, string> {
  return {
    'datasources/gatewatch.yaml': provisioningYaml({
      apiVersion: 1,
      prune: true,
      datasources: datasources(endpoints, options.scrapeInterval, options.binding),
    }),
    'dashboards/gatewatch.yaml': provisioningYaml({
      apiVersion: 1,
      providers: providers(options),
    }),
  };
}

/** A provider for each folder that holds a board: Grafana takes an empty one for a fault. Boards are code: Grafana neither saves over them nor keeps what is gone. */
function providers({ boards, boardsDir }: ProvisioningOptions): object[] {
  const used = new Set(boards.map(({ folder }) => FOLDERS[folder].uid as string));
  const folders = Object.values(FOLDERS).filter(({ uid }) => used.has(uid));
  return folders.map(({ uid, title }) => ({
    name: uid,
    orgId: 1,
    type: 'file',
    folder: title,
    folderUid: uid,
    disableDeletion: false,
    allowUiUpdates: false,
    updateIntervalSeconds: 30,
    options: { path: `${boardsDir}/${uid}`, foldersFromFilesStructure: false },
  }));
}

/** YAML, with each `$` doubled: Grafana expands `$NAME` in provisioning files from its environment. */
function provisioningYaml(content: object): string {
  return stringify(content, { lineWidth: 0 }).replaceAll('$', '$$$$');
}
