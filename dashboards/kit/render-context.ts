import { type AlertName } from '../../alerts';
import { type BoardName } from '../../instrumentation/contract';
import { type BoardContext } from './board';

/** What rendering depends on besides the board itself. */
export interface RenderContext extends BoardContext {
  /** Boards that the preset has: what a link may lead to. */
  readonly boards: ReadonlySet<BoardName>;
  /** Alerts that the preset has: others have no rule to show. */
  readonly alerts: ReadonlySet<AlertName>;
}
