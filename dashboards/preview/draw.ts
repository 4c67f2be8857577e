import { type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { barsChart } from './charts/bars';
import { gaugeChart } from './charts/gauge';
import { heatmapChart } from './charts/heatmap';
import { type ChartInput } from './charts/input';
import { lineChart } from './charts/lines';
import { pieChart } from './charts/pie';
import { withIds } from './charts/render';
import { statesChart } from './charts/states';
import { drawBoardList, type KnownBoard } from './draw/board-list';
import { drawLines } from './draw/log-lines';
import { drawNumbers } from './draw/numbers';
import { drawTable } from './draw/table';
import { type Drawing, type Size } from './drawing';
import { type Answers, fieldsOf } from './fields/field';
import { type LinkContext } from './links';

/** A panel with its answers, and what is around it. */
export interface DrawInput extends Omit<ChartInput, 'fields' | 'exemplars'> {
  readonly answers: Answers;
  readonly links: LinkContext;
  readonly boards: readonly KnownBoard[];
}

const chart =
  (render: (input: ChartInput) => string) =>
  (input: DrawInput): Drawing => {
    const fields = fieldsOf(input.panel, input.answers);
    if (fields.length === 0) return { kind: 'empty', text: emptyText(input.panel) };
    const exemplars = [...input.answers.values()].flatMap((answer) =>
      answer instanceof Error || answer.kind !== 'series' ? [] : answer.exemplars,
    );
    const svg = withIds(render({ ...input, fields, exemplars }), `panel${input.panel.id ?? 0}`);
    return { kind: 'chart', svg, names: fields.map(({ name }) => name) };
  };

/** By Grafana's name of the visualization. */
const DRAW: Readonly<Record<string, (input: DrawInput) => Drawing>> = {
  timeseries: chart(lineChart),
  heatmap: chart(heatmapChart),
  'state-timeline': chart(statesChart),
  bargauge: chart(barsChart),
  gauge: chart(gaugeChart),
  piechart: chart(pieChart),
  stat: (input) => nonEmpty(input, drawNumbers(input)),
  table: (input) => nonEmpty(input, drawTable(input)),
  logs: (input) => nonEmpty(input, drawLines(input)),
  dashlist: drawBoardList,
  text: ({ panel }) => ({
    kind: 'markdown',
    text: (panel.options as { content?: string } | undefined)?.content ?? '',
  }),
};

/** The types of panels that are drawn. */
export const DRAWN_TYPES: readonly string[] = Object.keys(DRAW);

/** What becomes of the panel; a type that is not drawn here is named as such. */
export function draw(input: DrawInput): Drawing {
  const render = DRAW[input.panel.type];
  return render === undefined ? { kind: 'not-drawn', type: input.panel.type } : render(input);
}

/** Space of a panel's content, given that of the panel. */
export function contentSize({ width, height }: Size): Size {
  return { width: width - 2 * PADDING, height: height - HEADER - PADDING };
}

/** Pixels around the content, and above it for the title. */
export const PADDING = 8;
export const HEADER = 30;

function nonEmpty({ panel }: DrawInput, drawing: Drawing | undefined): Drawing {
  return drawing ?? { kind: 'empty', text: emptyText(panel) };
}

function emptyText(panel: Panel): string {
  return panel.fieldConfig?.defaults.noValue ?? 'no data';
}
