import { type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { bind, gatewayJobs } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { boards } from '../boards';
import { panels, targetsJson } from '../kit/targets';
import { type Answer } from '../query/answer';
import { draw, DRAWN_TYPES, type DrawInput } from './draw';

const RANGE = { from: 1_700_000_000, to: 1_700_003_600 };

const shipped = Object.values(presets).flatMap((preset) =>
  boards(bind(preset), { runbookBaseUrl: 'https://runbooks.example', gatewayJobs: gatewayJobs(preset) }),
);
const everyPanel = shipped.flatMap(({ model }) => panels(model));

const series: Answer = {
  kind: 'series',
  series: [0.1, 0.5, 1].map((le, index) => ({
    labels: { le: String(le), service: `svc-${index}`, route: '/<script>' },
    points: [0, 600, 1200].map((after) => [(RANGE.from + after) * 1000, index + 1] as const),
  })),
  exemplars: [{ at: (RANGE.from + 30) * 1000, value: 0.4, labels: { trace_id: 'abc' } }],
};
const lines: Answer = {
  kind: 'lines',
  lines: [{ at: RANGE.from * 1000, labels: { detected_level: 'error', trace_id: 'abc' }, line: 'boom' }],
};
const traces: Answer = {
  kind: 'traces',
  traces: [{ traceId: 'abc', service: 'gateway', name: 'GET /', at: RANGE.from * 1000, milliseconds: 3 }],
};

function input(panel: Panel, answers: DrawInput['answers']): DrawInput {
  return {
    panel,
    answers,
    marks: [{ at: (RANGE.from + 60) * 1000, text: 'restart', color: 'blue' }],
    range: RANGE,
    size: { width: 400, height: 240 },
    links: { variables: [], range: RANGE, boardHref: (uid) => `/d/${uid}` },
    boards: shipped.map(({ uid, title, model }) => ({ uid, title, tags: model.tags ?? [] })),
  };
}

function answered(panel: Panel): DrawInput {
  const pairs = targetsJson(panel).map(({ refId = '', datasource }) => {
    const answer = datasource?.type === 'tempo' ? traces : panel.type === 'logs' ? lines : series;
    return [refId, answer] as const;
  });
  return input(panel, new Map(pairs));
}

/** One panel for each way of drawing: the queries do not matter here. */
function differentlyDrawn(all: readonly Panel[]): readonly Panel[] {
  const way = ({ type, options, transformations, fieldConfig }: Panel): string =>
    JSON.stringify([type, options, transformations?.map(({ id }) => id), fieldConfig?.defaults.custom]);
  return [...new Map(all.map((panel) => [way(panel), panel])).values()];
}

describe('draw', () => {
  it('has a renderer for every type of panel that ships', () => {
    const types = new Set(everyPanel.map(({ type }) => type));
    expect(types.size).toBeGreaterThan(3);
    expect([...types].filter((type) => !DRAWN_TYPES.includes(type))).toEqual([]);
  });

  it('draws every panel that ships once it has data', () => {
    const undrawn = differentlyDrawn(everyPanel)
      .filter((panel) => ['empty', 'not-drawn'].includes(draw(answered(panel)).kind))
      .map(({ title, type }) => `${type}: ${title}`);
    expect(undrawn).toEqual([]);
  });

  it("shows the panel's own text where nothing came back", () => {
    for (const panel of everyPanel.filter(({ type }) => type !== 'dashlist')) {
      const drawing = draw(input(panel, new Map()));
      expect(drawing).toEqual({ kind: 'empty', text: panel.fieldConfig?.defaults.noValue });
    }
  });

  it('names the type of a panel that it does not draw', () => {
    const panel = { ...everyPanel[0]!, type: 'geomap' };
    expect(draw(answered(panel))).toEqual({ kind: 'not-drawn', type: 'geomap' });
  });

  it('draws the same text from the same data', () => {
    const panel = everyPanel.find(({ type }) => type === 'timeseries')!;
    expect(draw(answered(panel))).toEqual(draw(answered(panel)));
  });
});
