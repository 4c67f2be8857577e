import { parse } from 'yaml';
import { bind, FOLDERS } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { freshBoards } from '../kit/fixture';
import { panels } from '../kit/targets';
import { boardFiles } from '../provisioning/board-files';
import { provisioning } from '../provisioning';

const warehouseHub = presets['warehouse-hub'];
if (warehouseHub === undefined) throw new Error('there is no preset warehouse-hub');
const own = freshBoards(warehouseHub);

/** Groups of people with an interest in the Warehouse Hub, by the folder that is theirs. */
const GROUPS = ['gateways', 'business', 'tenants', 'reliability', 'platform'] as const;

test.each(GROUPS)(
  '%s: whoever that folder is for has a board with panels in it, and gets to it',
  (folder) => {
    const found = own.filter((board) => board.folder === folder);
    expect(found.length).toBeGreaterThan(0);
    for (const { model } of found) expect(panels(model).length).toBeGreaterThan(0);
    const files = Object.keys(boardFiles(own));
    for (const { uid } of found) expect(files).toContain(`${FOLDERS[folder].uid}/${uid}.json`);
  },
);

test('every folder with a board is provisioned, so that access can be given to it', () => {
  const url = 'http://127.0.0.1:1';
  const files = provisioning(
    { prometheus: url, tempo: url, loki: url, alertmanager: url },
    { scrapeInterval: '15s', boardsDir: '/boards', binding: bind(warehouseHub), boards: own },
  );
  const { providers } = parse(files['dashboards/gatewatch.yaml'] ?? '') as {
    providers: { folderUid: string; folder: string }[];
  };
  const provisioned = new Map(providers.map(({ folderUid, folder }) => [folderUid, folder]));
  for (const { folder } of own) expect(provisioned.get(FOLDERS[folder].uid)).toBe(FOLDERS[folder].title);
});
