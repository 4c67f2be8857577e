import { type Shown } from './values/shown';

export interface Size {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** A link as a page or a picture shows it; without `url` it leads to something that only Grafana has. */
export interface DrawnLink {
  readonly title: string;
  readonly url?: string;
}

export interface DrawnCell extends Shown {
  /** Length of a bar behind the number, 0..1. */
  readonly bar?: number;
  readonly link?: DrawnLink;
  readonly isNumber: boolean;
}

/** What became of a panel, independent of whether it ends up on a page or in a picture. */
export type Drawing =
  /** A chart: an SVG element of the size asked for. */
  | { readonly kind: 'chart'; readonly svg: string; readonly names: readonly string[] }
  | { readonly kind: 'numbers'; readonly numbers: readonly (Shown & { readonly name: string })[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly DrawnCell[])[];
      /** What of the model was left out, as sentences. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'lines'; readonly lines: readonly DrawnLine[] }
  | { readonly kind: 'links'; readonly links: readonly DrawnLink[] }
  | { readonly kind: 'markdown'; readonly text: string }
  /** Nothing came back; the text is the panel's own for that. */
  | { readonly kind: 'empty'; readonly text: string }
  /** A type that is not drawn here. */
  | { readonly kind: 'not-drawn'; readonly type: string };

export interface DrawnLine {
  /** RFC 3339. */
  readonly at: string;
  readonly level: string;
  readonly line: string;
  readonly traceId?: string;
}
