import { type Drawing, type Size } from '../drawing';
import { textSvg } from './text';

const LINE = 18;
const GREY = '#57606a';

/** The content of a panel as SVG; of tables and lines as much as there is room for. */
export function drawingSvg(drawing: Drawing, size: Size): string {
  switch (drawing.kind) {
    case 'chart':
      return drawing.svg;
    case 'numbers':
      return numbers(drawing.numbers, size);
    case 'table':
      return rows(
        [
          drawing.head.map((text) => ({ text, color: GREY })),
          ...drawing.rows.map((row) => row.map(({ text, color }) => ({ text, color }))),
        ],
        size,
      );
    case 'lines':
      return rows(
        drawing.lines.map(({ at, level, line }) => [
          { text: `${at.slice(11, 19)} ${level} ${line}`, color: '#24292e' },
        ]),
        size,
      );
    case 'links':
      return rows(
        drawing.links.map(({ title }) => [{ text: title, color: '#0a58ca' }]),
        size,
      );
    case 'markdown':
      return rows(
        drawing.text.split('\n').map((text) => [{ text, color: '#24292e' }]),
        size,
      );
    case 'empty':
      return centred(drawing.text, size);
    case 'not-drawn':
      return centred(`Not drawn here: panels of type "${drawing.type}"`, size);
  }
}

function numbers(all: (Drawing & { kind: 'numbers' })['numbers'], { width, height }: Size): string {
  const columns = Math.min(all.length, Math.max(Math.floor(width / 120), 1));
  const lines = Math.ceil(all.length / columns);
  const [cellWidth, cellHeight] = [width / columns, height / lines];
  return all
    .map(({ text, color, name }, index) => {
      const x = (index % columns) * cellWidth + cellWidth / 2;
      const y = Math.floor(index / columns) * cellHeight + cellHeight / 2;
      const look = { x, width: cellWidth, anchor: 'middle' } as const;
      const value = textSvg(text, { ...look, y: y + 6, size: cellHeight > 40 ? 20 : 13, color, weight: 600 });
      return name === '' ? value : value + textSvg(name, { ...look, y: y + 22, size: 9, color: GREY });
    })
    .join('');
}

function rows(
  lines: readonly (readonly { text: string; color: string }[])[],
  { width, height }: Size,
): string {
  return lines
    .slice(0, Math.floor(height / LINE))
    .map((cells, index) => {
      const cellWidth = width / Math.max(cells.length, 1);
      return cells
        .map(({ text, color }, column) =>
          textSvg(text, {
            x: column * cellWidth,
            y: index * LINE + 13,
            size: 11,
            color,
            width: cellWidth - 6,
          }),
        )
        .join('');
    })
    .join('\n');
}

function centred(text: string, { width, height }: Size): string {
  return textSvg(text, { x: width / 2, y: height / 2, size: 12, color: GREY, width, anchor: 'middle' });
}
