import { bind, type Preset } from '../contract';
import type { Gatewatch } from '../handle';
import { MetricsRegistry } from '../metrics/registry';
import { Sources } from '../sources/sources';
import { noRequest } from '../tracing/request';

/** Where `handle.ts` finds the preload that runs. */
const ANCHOR = Symbol.for('gatewatch.preload.v1');
const anchored = globalThis as { [ANCHOR]?: { readonly running: Gatewatch } };

/** Stands in for a running preload with the metrics of `preset`, until {@link stopRunning}. */
export function startRunning(preset: Preset, parts: Partial<Gatewatch> = {}): MetricsRegistry {
  const registry = new MetricsRegistry(bind(preset));
  const quiet = { report: () => undefined, info: () => undefined, warn: () => undefined };
  const sources = parts.sources ?? new Sources({ recorder: registry, health: quiet, log: quiet });
  registry.beforeScrape(() => sources.collect());
  const running: Gatewatch = {
    health: () => {
      throw new Error('not part of this stand-in');
    },
    metrics: () => registry.render(),
    flush: () => Promise.resolve(),
    request: noRequest,
    jobs: undefined,
    recorder: registry,
    sources,
    pseudonym: (userId) => `hash of ${userId}`,
    ...parts,
  };
  anchored[ANCHOR] = { running };
  return registry;
}

export function stopRunning(): void {
  delete anchored[ANCHOR];
}
