import { anyOf, queries, type Queries } from '../../alerts/promql';
import { type Binding, type PackName, packs } from '../../instrumentation/contract';
import { type BoardContext } from './board';
import { chosenGateways } from './scope';

/** What the rows of a board are made from. */
export interface Sources {
  /** Queries of the gateways that the board's variables choose. */
  readonly q: Queries;
  /** Queries of all gateways, whatever is chosen: for the variables themselves. */
  readonly gateways: Queries;
  /** Queries of every target, those of the stack's own binaries included. */
  readonly everywhere: Queries;
  readonly binding: Binding;
  readonly context: BoardContext;
  /** True if the preset exposes every metric of the packs. */
  readonly has: (...packs: readonly PackName[]) => boolean;
}

/** The sources of boards for a preset's binding. */
export function sourcesOf(binding: Binding, context: BoardContext): Sources {
  const { gatewayJobs } = context;
  return {
    q: queries(binding, chosenGateways(gatewayJobs)),
    gateways: queries(binding, { job: anyOf(gatewayJobs) }),
    everywhere: queries(binding),
    binding,
    context,
    has: (...names) => names.every((name) => exposes(binding, name)),
  };
}

function exposes(binding: Binding, pack: PackName): boolean {
  return Object.keys(packs[pack]).every((id) => binding.has(id as never));
}
