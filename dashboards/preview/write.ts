import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { boardPage } from './page/board-page';
import { indexPage } from './page/index-page';
import { boardPicture } from './picture/board-picture';
import { type Preview, previewBoard, rangeTexts, type View } from './preview';

/**
 * Writes `index.html`, and for each board `UID.html` and `UID.svg`, below the directory.
 * @param rows titles of the rows that the pictures show; all by default
 * @returns the paths written
 * @throws Error if a datasource does not answer or a file cannot be written
 */
export async function writePreview(
  preview: Preview,
  directory: string,
  view: Omit<View, 'boardHref'>,
  rows?: readonly string[],
): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true });
  const written: string[] = [];
  const write = async (name: string, text: string): Promise<void> => {
    const path = join(directory, name);
    await writeFile(path, text);
    written.push(path);
  };
  const boardHref = (uid: string): string => `${uid}.html`;
  for (const board of preview.boards) {
    const drawn = await previewBoard(preview, board, { ...view, boardHref });
    const index = { title: 'All boards', url: 'index.html' };
    await write(
      `${board.uid}.html`,
      boardPage(drawn, { index, range: rangeTexts(board, view), isServed: false }),
    );
    await write(`${board.uid}.svg`, boardPicture(drawn, rows));
  }
  await write('index.html', indexPage(preview.boards, boardHref));
  return written;
}
