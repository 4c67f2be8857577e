import { escapeHtml } from '../page/html';

export interface TextStyle {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly color: string;
  readonly weight?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Pixels that there are: what does not fit is cut off. */
  readonly width: number;
}

/** Share of the font size that a character takes, on average. */
const CHARACTER = 0.56;

/** A line of text as an SVG element. */
export function textSvg(text: string, { x, y, size, color, weight, anchor, width }: TextStyle): string {
  const fits = Math.max(Math.floor(width / (size * CHARACTER)), 1);
  const cut = text.length > fits ? `${text.slice(0, fits - 1)}…` : text;
  const look = `${weight === undefined ? '' : ` font-weight="${weight}"`}${anchor === undefined ? '' : ` text-anchor="${anchor}"`}`;
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${color}"${look}>${escapeHtml(cut)}</text>`;
}
