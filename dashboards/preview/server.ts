import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Board } from '../kit/board';
import { seconds } from '../kit/duration';
import { type Choice } from '../query/variables';
import { boardPage } from './page/board-page';
import { document } from './page/document';
import { html } from './page/html';
import { indexPage } from './page/index-page';
import { boardPicture } from './picture/board-picture';
import { type Preview, previewBoard, rangeTexts, type View } from './preview';

const LOOPBACK = '127.0.0.1';

/** A running preview. */
export interface PreviewServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves `/` (all boards), `/d/UID` (a board, with `var-NAME`, `from` and `to` as in Grafana) and `/d/UID.svg` (its
 * picture).
 * @param port 0 for a free one
 * @throws Error if the port cannot be listened on
 */
export async function servePreview(preview: Preview, port: number): Promise<PreviewServer> {
  const server = createServer((request, response) => {
    answer(preview, request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      send(response, 502, page('The board could not be drawn', message));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  return {
    url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(preview: Preview, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://preview');
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, page('Only GET', ''));
  if (url.pathname === '/')
    return send(
      response,
      200,
      indexPage(preview.boards, (uid) => `/d/${uid}`),
    );
  const [, uid, svg] = /^\/d\/([\w-]+?)(\.svg)?(?:\/[^/]*)?$/.exec(url.pathname) ?? [];
  const board = preview.boards.find((each) => each.uid === uid);
  if (board === undefined)
    return send(response, 404, page('There is no such page', 'All boards are listed at /'));
  const view = viewOf(url.searchParams);
  const drawn = await previewBoard(preview, board, view);
  if (svg !== undefined) return send(response, 200, boardPicture(drawn), 'image/svg+xml');
  const range = rangeTexts(board, view);
  send(
    response,
    200,
    boardPage(drawn, {
      index: { title: 'All boards', url: '/' },
      range,
      isServed: true,
      ...(range.to === 'now' ? refresh(board) : {}),
    }),
  );
}

function viewOf(query: URLSearchParams): View {
  const names = [...new Set(query.keys())].filter((name) => name.startsWith('var-'));
  const choice: Choice = Object.fromEntries(
    names.map((name) => [name.slice('var-'.length), query.getAll(name)]),
  );
  const [from, to] = [query.get('from'), query.get('to')];
  return {
    choice,
    ...(from === null || from === '' ? {} : { from }),
    ...(to === null || to === '' ? {} : { to }),
    boardHref: (uid, rest) => `/d/${uid}${rest === '' ? '' : `?${rest}`}`,
  };
}

function refresh({ model: { refresh: every } }: Board): { refreshSeconds?: number } {
  return every === undefined || every === '' ? {} : { refreshSeconds: seconds(every) };
}

function page(title: string, text: string): string {
  return document(
    title,
    html`<h1>${title}</h1>
      <p>${text}</p>
      <p><a href="/">All boards</a></p>`,
  );
}

function send(response: ServerResponse, status: number, body: string, type = 'text/html'): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    // Nothing on a page runs or is loaded: a label value that slipped through as markup does nothing.
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'",
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
