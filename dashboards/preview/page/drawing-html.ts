import { type Drawing, type DrawnCell, type DrawnLink, type DrawnLine } from '../drawing';
import { Html, html } from './html';
import { renderMarkdown } from './markdown';

/** A link; without a URL it says where one would find it. */
export function linkHtml({ title, url }: DrawnLink): Html {
  if (url === undefined)
    return html`<span class="hint" title="Only Grafana has this page">${title} (in Grafana)</span>`;
  return html`<a href="${url}">${title}</a>`;
}

/** The content of a panel. */
export function drawingHtml(drawing: Drawing): Html {
  switch (drawing.kind) {
    case 'chart':
      return new Html(drawing.svg);
    case 'numbers':
      return html`<div class="numbers">
        ${drawing.numbers.map(
          ({ text, color, name }) =>
            html`<div><b style="color:${color}">${text}</b><span>${name}</span></div>`,
        )}
      </div>`;
    case 'table':
      return html`<table>
          <thead>
            <tr>
              ${drawing.head.map((title) => html`<th>${title}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${drawing.rows.map(
              (row) =>
                html`<tr>
                  ${row.map(cellHtml)}
                </tr> `,
            )}
          </tbody>
        </table>
        ${drawing.notes.map((note) => html`<p class="note">${note}</p>`)}`;
    case 'lines':
      return html`<ul class="lines">
        ${drawing.lines.map(lineHtml)}
      </ul>`;
    case 'links':
      return html`<ul>
        ${drawing.links.map((link) => html`<li>${linkHtml(link)}</li>`)}
      </ul>`;
    case 'markdown':
      return renderMarkdown(drawing.text);
    case 'empty':
      return html`<div class="empty">${drawing.text}</div>`;
    case 'not-drawn':
      return html`<div class="not-drawn">Not drawn here: panels of type "${drawing.type}"</div>`;
  }
}

function cellHtml({ text, color, isNumber, link, bar }: DrawnCell): Html {
  const content = link === undefined ? html`${text}` : linkHtml({ ...link, title: text });
  const meter = bar === undefined ? '' : html`<meter value="${bar.toFixed(3)}"></meter> `;
  if (!isNumber) return html`<td>${content}</td>`;
  return html`<td class="number" style="color:${color}">${meter}${content}</td>`;
}

function lineHtml({ at, level, line, traceId }: DrawnLine): Html {
  const trace = traceId === undefined ? '' : html` <span class="hint">trace ${traceId}</span>`;
  return html`<li class="level-${level.toLowerCase()}">
    <time datetime="${at}">${at.slice(11, 23)}</time> ${level} ${line}${trace}
  </li>`;
}
