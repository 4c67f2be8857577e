import { type DrawnBoard, type DrawnPanel } from '../board/drawn-board';
import { ALL, type ResolvedVariable } from '../../query/variables';
import { type DrawnLink } from '../drawing';
import { drawingHtml, linkHtml } from './drawing-html';
import { type Html, html } from './html';
import { renderMarkdown } from './markdown';
import { document } from './document';
import { positionOf } from '../board/geometry';
import { panels } from '../../kit/targets';

/** What stands around the panels of a page. */
export interface PageContext {
  /** Link to the list of all boards. */
  readonly index: DrawnLink;
  /** Values of `from` and `to`, as the reader wrote them. */
  readonly range: { readonly from: string; readonly to: string };
  /** A page that is served takes another choice of variables; one in a file does not. */
  readonly isServed: boolean;
  /** Seconds after which the page is loaded again. */
  readonly refreshSeconds?: number;
}

/** The page of a board. */
export function boardPage(board: DrawnBoard, context: PageContext): string {
  const { from, to } = board.data.range;
  const times = [from, to].map((at) => `${new Date(at * 1000).toISOString().slice(0, 19)}Z`).join(' to ');
  const grid = new Map(panels(board.data.board.model).map((panel) => [panel.id ?? 0, positionOf(panel)]));
  return document(
    board.title,
    html`<header>
        <h1>${board.title}</h1>
        <span class="hint">${board.description}</span>
        <nav>${linkHtml(context.index)}</nav>
      </header>
      ${context.isServed ? choice(board, context) : chosen(board)}
      <p class="hint">${times} · drawn without Grafana: no zoom, no tooltips on points, no editing</p>
      <main class="board">
        ${(board.data.board.model.panels ?? [])
          .filter(({ type }) => type === 'row')
          .map((row) => {
            const { y } = positionOf(row);
            return html`<h2 style="grid-area: ${y + 1} / 1 / span 1 / span 24">${row.title}</h2>`;
          })}
        ${board.panels.map((panel) => {
          const { x, y, w, h } = grid.get(panel.id)!;
          return panelHtml(panel, `${y + 1} / ${x + 1} / span ${h} / span ${w}`);
        })}
      </main>`,
    context.refreshSeconds,
  );
}

function panelHtml(panel: DrawnPanel, area: string): Html {
  const { id, type, title, description, drawing, links, errors } = panel;
  return html`<section
    class="panel"
    id="panel-${id}"
    data-panel="${id}"
    data-type="${type}"
    data-drawn="${drawing.kind}"
    style="grid-area: ${area}"
  >
    <header>
      <h3 title="${description}">${title}</h3>
      <details>
        <summary aria-label="About ${title}" title="${description}">ⓘ</summary>
        <div>${renderMarkdown(description)}</div>
      </details>
      ${
        links.length === 0
          ? ''
          : html`<details>
              <summary aria-label="Links of ${title}">↗</summary>
              <div>${links.map((link) => html`<p>${linkHtml(link)}</p>`)}</div>
            </details>`
      }
    </header>
    <div class="content ${drawing.kind}">${drawingHtml(drawing)}${names(panel)}</div>
    ${errors.map((error) => html`<p class="error">${error}</p>`)}
  </section>`;
}

/** The legend of a chart has room for the first few names only. */
const IN_LEGEND = 8;

function names({ drawing }: DrawnPanel): Html | string {
  if (drawing.kind !== 'chart' || drawing.names.length <= IN_LEGEND) return '';
  return html`<p class="note">
    ${drawing.names.length - IN_LEGEND} more: ${drawing.names.slice(IN_LEGEND).join(', ')}
  </p>`;
}

function choice({ data: { variables }, uid }: DrawnBoard, { range }: PageContext): Html {
  return html`<form method="get" action="/d/${uid}">
    ${variables.filter(({ hidden, options }) => !hidden && options.length > 1).map(select)}
    <label>From <input name="from" value="${range.from}" size="14" /></label>
    <label>To <input name="to" value="${range.to}" size="14" /></label>
    <button>Show</button>
  </form>`;
}

function select({ name, title, options, chosen: now, multi }: ResolvedVariable): Html {
  const shown = [...new Set([...options, ...now])];
  return html`<label
    >${title}
    <select name="var-${name}" ${multi ? 'multiple' : ''} size="${multi ? Math.min(shown.length, 4) : 1}">
      ${shown.map((option) =>
        now.includes(option)
          ? html`<option value="${option}" selected>${option === ALL ? 'All' : option}</option>`
          : html`<option value="${option}">${option === ALL ? 'All' : option}</option>`,
      )}
    </select>
  </label>`;
}

function chosen({ data: { variables } }: DrawnBoard): Html {
  const list = variables
    .filter(({ hidden, options }) => !hidden && options.length > 1)
    .map(
      ({ title, chosen: values }) =>
        `${title}: ${values.map((value) => (value === ALL ? 'All' : value)).join(', ')}`,
    );
  return html`<p class="hint">${list.join(' · ')}</p>`;
}
