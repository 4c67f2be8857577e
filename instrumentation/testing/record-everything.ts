import { type Binding, isClosed } from '../contract';
import type { MetricsRegistry } from '../metrics/registry';

/** The trace that every observation is recorded with. */
export const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
/** Values of labels without a closed set, among them ones that have to be escaped. */
const TEXTS = ['/orders/:id', 'say "hi"', 'back\\slash', 'line\nfeed', 'ünï', ''];

/** Records samples of every metric of a binding: each closed value, and texts of all kinds. */
export function recordEverything(registry: MetricsRegistry, binding: Binding): void {
  for (const { id, spec } of binding.values()) {
    if (spec.source !== 'gatewatch' || id === 'self.cardinality.overflow') continue;
    for (let n = 0; n < TEXTS.length; n++) {
      const labels = Object.fromEntries(
        Object.entries(spec.labels).map(([key, label]) => {
          const values = isClosed(label) ? label.values : TEXTS;
          return [key, values[n % values.length]];
        }),
      ) as never;
      if (spec.type === 'counter') registry.counter(id as 'self.errors').inc(labels, n + 0.5);
      else if (spec.type === 'gauge') registry.gauge(id as 'self.degraded').set(labels, n - 1.5);
      else registry.histogram(id as 'http.request.duration').observe(labels, 10 ** (n - 3), TRACE_ID);
    }
  }
}
