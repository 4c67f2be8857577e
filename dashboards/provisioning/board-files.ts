import { FOLDERS } from '../../instrumentation/contract';
import { type Board } from '../kit/board';

/** Text of the board's file. */
export function boardJson(board: Board): string {
  return `${JSON.stringify(board.model, null, 2)}\n`;
}

/** Files of the boards, `<folder uid>/<board uid>.json`: one directory for each folder, as the providers read them. */
export function boardFiles(boards: readonly Board[]): Record<string, string> {
  return Object.fromEntries(
    boards.map((board) => [`${FOLDERS[board.folder].uid}/${board.uid}.json`, boardJson(board)]),
  );
}
