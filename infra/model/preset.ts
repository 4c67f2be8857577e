import { bind, type Binding, type Preset } from '../../instrumentation/contract';
import { findPreset } from '../config/preset';
import type { StackConfig } from '../config/schema';

/**
 * The preset of the stack's gateways.
 * @throws Error that says what is wrong with it, which it is not in a checked configuration
 */
export function stackPreset(config: StackConfig): Preset {
  const found = findPreset(config.preset);
  if ('preset' in found) return found.preset;
  throw new Error(`the preset is "${config.preset}": expected ${found.problems.join('; ')}`);
}

/** The metrics under the names of the stack's preset. */
export function stackBinding(config: StackConfig): Binding {
  return bind(stackPreset(config));
}
