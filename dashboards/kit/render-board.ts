import {
  type AnnotationQuery,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkPlacement,
  RowBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type BoardName, BOARDS } from '../../instrumentation/contract';
import { type Board, type BoardScope, type ExpectedPanel, type FolderName } from './board';
import { layout, type PlacedRow } from './grid';
import { sortedJson } from './json';
import { BOARD_TAG, boardsLink } from './links';
import { type PanelSpec, type Query, type RowSpec } from './panel';
import { type RenderContext } from './render-context';
import { renderPanel } from './render-panel';

/** A board for one preset, independent of the schema version that it is written in. */
export interface BoardSpec {
  readonly name: BoardName;
  readonly folder: FolderName;
  readonly description: string;
  /** Tags beside the one that all boards carry. */
  readonly tags: readonly string[];
  readonly scope: BoardScope;
  /** How often it asks again, e.g. `30s`. */
  readonly refresh: string;
  /** Begin of its range, e.g. `now-1h`. */
  readonly from: string;
  readonly variables: readonly Builder<VariableModel>[];
  readonly annotations: readonly Builder<AnnotationQuery>[];
  readonly rows: readonly RowSpec[];
}

/** Compiles a board: the model that Grafana loads, and what a check has to find in it. */
export function renderBoard(spec: BoardSpec, context: RenderContext): Board {
  const { uid, title } = BOARDS[spec.name];
  return {
    name: spec.name,
    uid,
    title,
    folder: spec.folder,
    scope: spec.scope,
    model: renderModel(spec, context),
    expected: spec.rows.flatMap((row) => row.panels).map(expectedPanel),
  };
}

function renderModel(spec: BoardSpec, context: RenderContext): Dashboard {
  const { uid, title } = BOARDS[spec.name];
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(spec.description)
    .tags([...new Set([BOARD_TAG, spec.folder, ...spec.tags])])
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: spec.from, to: 'now' })
    .refresh(spec.refresh)
    .timezone('browser')
    .variables([...spec.variables])
    .annotations([...spec.annotations])
    .link(boardsLink());
  const places = layout(spec.rows);
  spec.rows.forEach((row, index) => addRow(builder, row, places[index]!, context));
  return sortedJson(builder.build(), isHidingPlacement);
}

// The SDK's default puts every link and annotation into a menu, where nobody finds them, and has no value for "in
// sight", which in the schema is to leave the field out.
function isHidingPlacement(key: string, value: unknown): boolean {
  return key === 'placement' && value === DashboardLinkPlacement.InControlsMenu;
}

function addRow(builder: DashboardBuilder, row: RowSpec, place: PlacedRow, context: RenderContext): void {
  builder.withRow(new RowBuilder(row.title).id(row.id).gridPos({ ...place.header }));
  row.panels.forEach((panel, index) => {
    builder.withPanel(renderPanel(panel, place.panels[index]!, context));
  });
}

function expectedPanel(panel: PanelSpec): ExpectedPanel {
  return {
    id: panel.id,
    title: panel.title,
    targets: Object.entries(panel.queries).map(([refId, query]) => ({
      refId,
      datasource: query.datasource,
      ...whatModelLacks(query),
    })),
  };
}

function whatModelLacks(query: Query) {
  switch (query.datasource) {
    case 'prometheus': {
      const { expression, quietWhenHealthy } = query;
      return { expr: expression.text, uses: expression.uses, quietWhenHealthy };
    }
    case 'loki':
      return { expr: query.expr, uses: [], quietWhenHealthy: query.quietWhenHealthy };
    case 'tempo':
      return {
        expr: query.expr,
        uses: [],
        quietWhenHealthy: false,
        ...(query.excused === undefined ? {} : { excused: query.excused }),
      };
  }
}
