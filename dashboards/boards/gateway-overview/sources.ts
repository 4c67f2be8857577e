import { type Queries } from '../../../alerts/promql';
import { type Binding } from '../../../instrumentation/contract';

/** What the rows of a board are made from. */
export interface Sources {
  /** Queries of the gateways that the board's variables choose. */
  readonly q: Queries;
  readonly binding: Binding;
}
