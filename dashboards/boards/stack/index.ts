import { type BoardDefinition } from '../../kit/definition';
import { alertmanagerBoard } from './alertmanager';
import { collectorBoard } from './collector';
import { lokiBoard } from './loki';
import { prometheusBoard } from './prometheus';
import { tempoBoard } from './tempo';

/** A board for each binary of the stack. */
export const stackBoards: readonly BoardDefinition[] = [
  collectorBoard,
  prometheusBoard,
  alertmanagerBoard,
  tempoBoard,
  lokiBoard,
];
