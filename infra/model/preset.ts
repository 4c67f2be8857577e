import { bind, type Binding, type Preset } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import type { StackConfig } from '../config/schema';

/**
 * The preset of the stack's gateways.
 * @throws Error if there is none of that name, which a checked configuration cannot name
 */
export function stackPreset(config: StackConfig): Preset {
  const preset = presets[config.preset];
  if (preset === undefined) throw new Error(`there is no preset "${config.preset}"`);
  return preset;
}

/** The metrics under the names of the stack's preset. */
export function stackBinding(config: StackConfig): Binding {
  return bind(stackPreset(config));
}
