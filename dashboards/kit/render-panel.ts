import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { datasourceRef } from './datasources';
import { describe } from './describe';
import { thresholdSteps, valueMappings } from './field-options';
import { type Position } from './grid';
import { alertLinks, urlLink } from './links';
import { type Link, type PanelSpec } from './panel';
import { type RenderContext } from './render-context';
import { renderTarget } from './render-target';
import { visualization } from './visualizations';

/** The panel in dashboard schema v1. Id and position are ours: the SDK sets no id, and its layout leaves the grid. */
export function renderPanel(declared: PanelSpec, position: Position, context: RenderContext): Builder<Panel> {
  const spec = withKnownLinks(declared, context);
  const builder = visualization(spec);
  const [first] = Object.values(spec.queries);
  if (first !== undefined) builder.datasource(datasourceRef(first.datasource));
  builder
    .id(spec.id)
    .title(spec.title)
    .description(describe(spec.description))
    .gridPos({ ...position })
    .unit(spec.unit)
    .noValue(spec.missing)
    .mappings(valueMappings(spec))
    .thresholds(
      new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(thresholdSteps(spec.threshold)),
    )
    .dataLinks(spec.dataLinks.map(urlLink))
    .targets(Object.entries(spec.queries).map(([refId, query]) => renderTarget(refId, query, spec.kind)));
  if (spec.min !== undefined) builder.min(spec.min);
  if (spec.max !== undefined) builder.max(spec.max);
  const links = (spec.alerts ?? [])
    .filter((alert) => context.alerts.has(alert))
    .flatMap((alert) => alertLinks(alert, context));
  if (links.length > 0) builder.links(links.map(urlLink));
  return builder;
}

/** The panel without the links to boards that the preset does not have. */
function withKnownLinks(spec: PanelSpec, { boards }: RenderContext): PanelSpec {
  const known = (links: readonly Link[]): readonly Link[] =>
    links.filter(({ board }) => board === undefined || boards.has(board));
  return {
    ...spec,
    dataLinks: known(spec.dataLinks),
    ...(spec.columns === undefined
      ? {}
      : {
          columns: spec.columns.map((column) =>
            column.links === undefined ? column : { ...column, links: known(column.links) },
          ),
        }),
  };
}
