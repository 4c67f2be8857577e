import type { Preset } from '../contract';
import { defaultPreset } from './default';

/** Presets by name, as `GATEWATCH_PRESET` and the stack configuration select them. */
export const presets: Readonly<Record<string, Preset>> = { default: defaultPreset };
