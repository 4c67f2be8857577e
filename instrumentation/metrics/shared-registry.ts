import type { Binding } from '../contract';
import { MetricsRegistry } from './registry';

/** Changes only if registries of two releases of this package could not work together. */
const ANCHOR = Symbol.for('gatewatch.metrics.v1');
const anchored = globalThis as { [ANCHOR]?: MetricsRegistry };

/**
 * The registry of this process. It hangs on `globalThis`, so that several copies of the package (a bundled one and
 * an installed one, say) record into the same series; the binding of the first caller counts.
 */
export function sharedRegistry(binding: () => Binding): MetricsRegistry {
  return (anchored[ANCHOR] ??= new MetricsRegistry(binding()));
}

/** The registry of this process, if the preload has made one. */
export function existingRegistry(): MetricsRegistry | undefined {
  return anchored[ANCHOR];
}
