import { type FolderName } from '../../kit/board';
import { BOARD_TAG } from '../../kit/links';
import { type PanelSpec, type RowSpec } from '../../kit/panel';
import { boardList } from '../../kit/signals';
import { type Sources } from '../../kit/sources';

interface Audience {
  readonly folder: FolderName;
  readonly title: string;
  /** Whose boards these are, as the begin of a sentence. */
  readonly who: string;
  /** False where a preset has no board for them. */
  readonly fits?: (sources: Sources) => boolean;
}

const AUDIENCES: readonly Audience[] = [
  { folder: 'gateways', title: 'Gateways', who: 'Whoever is on call for a gateway, or develops one' },
  { folder: 'reliability', title: 'Reliability', who: 'Whoever answers for objectives and alerts' },
  {
    folder: 'business',
    title: 'Business',
    who: 'Whoever answers for what the gateway earns and spends',
    fits: ({ has }) => has('tenant-business') || has('generation', 'websocket-messages'),
  },
  {
    folder: 'tenants',
    title: 'Tenants',
    who: 'Whoever looks after tenants',
    fits: ({ has }) => has('tenant-business') || has('rate-limit'),
  },
  { folder: 'security', title: 'Security', who: 'Whoever looks for misuse' },
  { folder: 'platform', title: 'Platform', who: 'Whoever operates machines and the observability stack' },
];

const WIDTH = 8;
const HEIGHT = 9;

/** A list of boards for each audience; range and variables go along. */
export function boardLists(sources: Sources): RowSpec {
  return {
    id: 3,
    title: 'Boards',
    panels: AUDIENCES.flatMap(({ folder, title, who, fits }, index): PanelSpec[] =>
      fits?.(sources) === false
        ? []
        : [
            boardList({
              id: 301 + index,
              title,
              width: WIDTH,
              height: HEIGHT,
              boardTags: [BOARD_TAG, folder],
              description: {
                shows: `Boards for: ${who}.`,
                bad: 'Nothing: Grafana may not read this folder with your role.',
                next: 'Ask an administrator for the folder, or click a board.',
              },
            }),
          ],
    ),
  };
}
