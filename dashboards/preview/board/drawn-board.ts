import { type Panel, type RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import { isRow } from '../../kit/targets';
import { type BoardData } from '../data/board-data';
import { contentSize, draw } from '../draw';
import { type KnownBoard } from '../draw/board-list';
import { type Drawing, type DrawnLink } from '../drawing';
import { type Answers, fieldsOf } from '../fields/field';
import { type Clicked, drawnLink, type LinkContext } from '../links';
import { positionOf, type Rectangle, rectangleOf } from './geometry';

/** A panel in its place. */
export interface DrawnPanel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  /** Markdown. */
  readonly description: string;
  readonly place: Rectangle;
  readonly drawing: Drawing;
  readonly links: readonly DrawnLink[];
  /** Errors of its targets. */
  readonly errors: readonly string[];
}

export interface DrawnBoard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly data: BoardData;
  readonly rows: readonly { readonly title: string; readonly place: Rectangle }[];
  readonly panels: readonly DrawnPanel[];
  readonly height: number;
}

/** Draws every panel of a board whose targets were asked. */
export function drawBoard(data: BoardData, links: LinkContext, boards: readonly KnownBoard[]): DrawnBoard {
  const { board } = data;
  const all = (board.model.panels ?? []).flatMap((panel) =>
    isRow(panel) ? [panel, ...panel.panels] : [panel],
  );
  const rows = all
    .filter((panel): panel is RowPanel => isRow(panel))
    .map((row) => ({ title: row.title ?? '', place: rectangleOf(positionOf(row)) }));
  const panels = all
    .filter((panel): panel is Panel => !isRow(panel))
    .map((panel) => drawPanel(panel, data, links, boards));
  return {
    uid: board.uid,
    title: board.title,
    description: board.model.description ?? '',
    data,
    rows,
    panels,
    height: Math.max(0, ...[...rows, ...panels].map(({ place }) => place.y + place.height)),
  };
}

function drawPanel(
  panel: Panel,
  { answers: all, marks, range }: BoardData,
  links: LinkContext,
  boards: readonly KnownBoard[],
): DrawnPanel {
  const place = rectangleOf(positionOf(panel));
  const answers = all.get(panel.id ?? 0) ?? new Map();
  return {
    id: panel.id ?? 0,
    type: panel.type,
    title: panel.title ?? '',
    description: panel.description ?? '',
    place,
    drawing: draw({ panel, answers, marks, range, links, boards, size: contentSize(place) }),
    links: panelLinks(panel, answers, links),
    errors: [...answers].flatMap(([refId, answer]) =>
      answer instanceof Error ? [`${refId}: ${answer.message}`] : [],
    ),
  };
}

/** More links than these nobody looks through. */
const MOST_LINKS = 30;

/** The panel's own links, and those of what it draws: one for each series where a link is about the series. */
function panelLinks(panel: Panel, answers: Answers, context: LinkContext): readonly DrawnLink[] {
  const ofData = panel.fieldConfig?.defaults.links ?? [];
  const series: readonly Clicked[] = fieldsOf(panel, answers);
  const drawn = ofData.flatMap((link) => {
    const isAboutSeries = `${link.title}${link.url ?? ''}`.includes('${__field.');
    return (isAboutSeries ? series : [{}]).map((clicked) => drawnLink(link, context, clicked));
  });
  const own = (panel.links ?? []).map((link) => drawnLink(link, context));
  const unique = new Map([...own, ...drawn].map((link) => [`${link.title} ${link.url ?? ''}`, link]));
  return [...unique.values()].slice(0, MOST_LINKS);
}
