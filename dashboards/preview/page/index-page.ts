import { FOLDERS } from '../../../instrumentation/contract';
import { type Board } from '../../kit/board';
import { html } from './html';
import { document } from './document';

/** The list of all boards by folder. */
export function indexPage(boards: readonly Board[], href: (uid: string) => string): string {
  const folders = Object.entries(FOLDERS)
    .map(([name, { title }]) => ({ title, boards: boards.filter(({ folder }) => folder === name) }))
    .filter((folder) => folder.boards.length > 0);
  return document(
    'Boards',
    html`<h1>Boards</h1>
      ${folders.map(
        ({ title, boards: inFolder }) =>
          html`<h2>${title}</h2>
            <ul>
              ${inFolder.map(
                ({ uid, title: of, model }) =>
                  html`<li>
                    <a href="${href(uid)}">${of}</a> <span class="hint">${model.description}</span>
                  </li>`,
              )}
            </ul>`,
      )}`,
  );
}
