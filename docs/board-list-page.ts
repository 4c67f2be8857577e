import { type Board, boards } from '../dashboards';
import { bind, FOLDERS, gatewayJobs } from '../instrumentation/contract';
import { presets } from '../instrumentation/presets';

/** What the page says of a board. */
interface Row {
  readonly board: Board;
  /** Presets that have it. */
  readonly presets: readonly string[];
}

/** Every board by its folder: what it is about, who has it, and what can be chosen on it. */
export function boardListPage(): string {
  const rows = allBoards();
  const folders = Object.entries(FOLDERS).filter(([name]) => rows.some(({ board }) => board.folder === name));
  return [
    '# Boards',
    '',
    'A folder is for an audience, so that access is given by folder. A board exists for the presets that expose every metric of the',
    'packs that it needs; links between boards keep the range, the environment and the service.',
    ...folders.flatMap(([name, { title }]) => [
      '',
      `## ${title}`,
      '',
      '| Board | About | Presets | Variables | Panels |',
      '| --- | --- | --- | --- | --- |',
      ...rows.filter(({ board }) => board.folder === name).map(tableRow),
    ]),
    '',
  ].join('\n');
}

function allBoards(): readonly Row[] {
  const every = Object.values(presets).flatMap((preset) =>
    boards(bind(preset), {
      gatewayJobs: gatewayJobs(preset),
      runbookBaseUrl: 'https://runbooks.example.com',
      alertPacks: preset.alertPacks ?? [],
    }).map((board) => ({ board, preset: preset.name })),
  );
  const uids = [...new Set(every.map(({ board }) => board.uid))];
  return uids.map((uid) => {
    const own = every.filter(({ board }) => board.uid === uid);
    return { board: own[0]!.board, presets: own.map(({ preset }) => preset) };
  });
}

function tableRow({ board, presets: having }: Row): string {
  const { uid, title, model, expected } = board;
  const variables = (model.templating.list ?? [])
    .filter(({ type }) => type === 'query')
    .map(({ name }) => name);
  const who = having.length === Object.keys(presets).length ? 'all' : having.join(', ');
  const cells = [
    `${title} (\`${uid}\`)`,
    model.description ?? '',
    who,
    variables.join(', ') || 'none',
    String(expected.length),
  ];
  return `| ${cells.join(' | ')} |`;
}
