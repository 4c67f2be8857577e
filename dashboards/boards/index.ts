import { type Binding } from '../../instrumentation/contract';
import { type Board, type BoardContext } from '../kit/board';
import { renderBoard } from '../kit/render-board';
import { gatewayOverview } from './gateway-overview';

const BOARD_SPECS = [gatewayOverview] as const;

/** Every board, compiled for a preset's binding. Deterministic: the same input gives the same bytes. */
export function boards(binding: Binding, context: BoardContext): Board[] {
  return BOARD_SPECS.map((spec) => renderBoard(spec(binding, context), context));
}
