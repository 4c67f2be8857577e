import { type Queries } from '../../../alerts/promql';
import { type Binding } from '../../../instrumentation/contract';

/** What the rows of a board are made from. */
export interface Sources {
  readonly q: Queries;
  readonly binding: Binding;
}
