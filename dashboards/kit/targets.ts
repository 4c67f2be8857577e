import { type Dashboard, type Panel, type RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Use } from '../../alerts/promql';
import { type Board, type DatasourceKind, type ExpectedTarget } from './board';

/** One query of one panel, as Grafana would send it once its variables are filled in. */
export interface Target {
  /** Uid of the board. */
  readonly board: string;
  readonly panelId: number;
  readonly panelTitle: string;
  readonly refId: string;
  readonly datasource: DatasourceKind;
  /** PromQL, LogQL or TraceQL with board variables; see `interpolate`. */
  readonly expr: string;
  readonly mode: 'range' | 'instant';
  readonly exemplar: boolean;
  /** Metrics and exposed labels that it reads; empty for logs and traces, and for a query that was changed by hand. */
  readonly uses: readonly Use[];
  /** Prometheus: 0 while all is well, above 0 under a fault. Loki: no lines while all is well. */
  readonly quietWhenHealthy: boolean;
  /** Why a live proof cannot run it, where that is so. */
  readonly excused?: string;
}

/** The model's panels that draw something, in order; rows are opened. */
export function panels(model: Dashboard): Panel[] {
  return (model.panels ?? []).flatMap((panel) => (isRow(panel) ? panel.panels : [panel]));
}

/** True for the header of a row of panels. */
export function isRow(panel: Panel | RowPanel): panel is RowPanel {
  return panel.type === 'row';
}

/** Fields of a target in the JSON of any of the datasources. */
export interface TargetJson {
  readonly refId?: string;
  readonly datasource?: { readonly type?: string; readonly uid?: string };
  readonly expr?: string;
  readonly query?: string;
  readonly instant?: boolean;
  readonly exemplar?: boolean;
}

/** The targets of a panel as its JSON has them. */
export function targetsJson(panel: Panel): readonly TargetJson[] {
  return (panel.targets ?? []) as readonly TargetJson[];
}

/**
 * Every query of the board's model: what Grafana would run, whatever the board's source says. Only what the JSON has
 * no field for (uses, quiet, excused) is looked up in what the board was compiled to.
 */
export function targets(board: Board): Target[] {
  return panels(board.model).flatMap((panel) =>
    targetsJson(panel).map((json) => toTarget(board, panel, json)),
  );
}

function toTarget(board: Board, panel: Panel, json: TargetJson): Target {
  const expr = json.expr ?? json.query ?? '';
  const known = compiled(board, panel.id, json.refId, expr);
  return {
    board: board.uid,
    panelId: panel.id ?? 0,
    panelTitle: panel.title ?? '',
    refId: json.refId ?? '',
    datasource: (json.datasource?.type ?? panel.datasource?.type ?? 'prometheus') as DatasourceKind,
    expr,
    mode: json.instant === true ? 'instant' : 'range',
    exemplar: json.exemplar === true,
    uses: known?.uses ?? [],
    quietWhenHealthy: known?.quietWhenHealthy ?? false,
    ...(known?.excused === undefined ? {} : { excused: known.excused }),
  };
}

function compiled(
  board: Board,
  panelId: number | undefined,
  refId: string | undefined,
  expr: string,
): ExpectedTarget | undefined {
  return board.expected
    .find((panel) => panel.id === panelId)
    ?.targets.find((target) => target.refId === refId && target.expr === expr);
}

/** What {@link targets} has to list: a proof compares the two, so that a deleted panel or query is noticed. */
export function expectedTargets(board: Board): Pick<Target, 'panelId' | 'panelTitle' | 'refId'>[] {
  return board.expected.flatMap(({ id, title, targets: ofPanel }) =>
    ofPanel.map(({ refId }) => ({ panelId: id, panelTitle: title, refId })),
  );
}
