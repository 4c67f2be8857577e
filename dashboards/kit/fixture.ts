import { bind } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { boards } from '../boards';
import { type Board } from './board';

/** Boards of the default preset, new for each caller, for tests that break one. */
export function freshBoards(): Board[] {
  return boards(bind(defaultPreset), { runbookBaseUrl: 'https://runbooks.example' });
}

/** The first of them. */
export function freshBoard(): Board {
  return freshBoards()[0]!;
}
