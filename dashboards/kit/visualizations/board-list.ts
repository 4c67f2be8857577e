import * as dashboardlist from '@grafana/grafana-foundation-sdk/dashboardlist';
import { type PanelSpec } from '../panel';

/** Boards with all the tags given; range and variables go along. */
export function boardList(spec: PanelSpec): dashboardlist.PanelBuilder {
  return new dashboardlist.PanelBuilder()
    .showSearch(true)
    .showStarred(false)
    .showHeadings(false)
    .showFolderNames(false)
    .keepTime(true)
    .includeVars(true)
    .maxItems(50)
    .tags([...(spec.boardTags ?? [])]);
}
