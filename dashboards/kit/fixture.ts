import { bind, gatewayJobs, type Preset } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { boards } from '../boards';
import { type Board } from './board';

/** Boards of a preset, new for each caller, for tests that break one. */
export function freshBoards(preset: Preset = defaultPreset): Board[] {
  const gateways = gatewayJobs(preset);
  return boards(bind(preset), {
    runbookBaseUrl: 'https://runbooks.example',
    gatewayJobs: gateways,
    alertPacks: preset.alertPacks ?? [],
  });
}

/** The first of them. */
export function freshBoard(): Board {
  return freshBoards()[0]!;
}
