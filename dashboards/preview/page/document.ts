import { Html, html } from './html';
import { STYLE } from './style';

/** A whole page. It runs no script and loads nothing from elsewhere. */
export function document(title: string, body: Html, refreshSeconds?: number): string {
  const refresh =
    refreshSeconds === undefined ? '' : html`<meta http-equiv="refresh" content="${refreshSeconds}" />`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <link rel="icon" href="data:," />
        ${refresh}
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
  return `${page.text}\n`;
}
