import { type VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Builder } from '@grafana/grafana-foundation-sdk/cog';
import { type BoardName, type PackName } from '../../instrumentation/contract';
import { annotations, stackAnnotations } from './annotations';
import { type BoardScope, type FolderName } from './board';
import { type RowSpec } from './panel';
import { type BoardSpec } from './render-board';
import { type Sources } from './sources';
import { datasourceVariables, gatewayVariables } from './variables';

/** A board as its author declares it; `boards/index.ts` lists them all. */
export interface BoardDefinition {
  /** Its uid and title are in the contract, where alerts find them, too. */
  readonly name: BoardName;
  /** The audience: who looks at it. */
  readonly folder: FolderName;
  /** Packs that the board is about: it exists for the presets that expose every metric of all of them. */
  readonly needs: readonly PackName[];
  readonly description: string;
  /** Tags beside the one that all boards carry, and that of the folder. */
  readonly tags: readonly string[];
  /**
   * - `gateways`: the board has the variables for environment and service, and its queries are of what they choose
   * - `stack`: it is about the stack's own binaries, or about all gateways
   */
  readonly scope: BoardScope;
  /** How often it asks again. Default: every 30 s. */
  readonly refresh?: string;
  /** Begin of its range, e.g. `now-6h`. Default: an hour ago. */
  readonly from?: string;
  /** Variables after those of the scope; made by `dimension`. */
  readonly variables?: (sources: Sources) => readonly Builder<VariableModel>[];
  readonly rows: (sources: Sources) => readonly RowSpec[];
}

/** The board for the sources of one preset. */
export function boardSpec(definition: BoardDefinition, sources: Sources): BoardSpec {
  const { name, folder, description, tags, scope, refresh = '30s', from = 'now-1h' } = definition;
  return {
    name,
    folder,
    description,
    tags,
    scope,
    refresh,
    from,
    variables: [
      ...datasourceVariables(),
      ...(scope === 'gateways' ? gatewayVariables(sources.gateways) : []),
      ...(definition.variables?.(sources) ?? []),
    ],
    annotations: scope === 'gateways' ? annotations(sources.q) : stackAnnotations(),
    rows: definition.rows(sources),
  };
}
