'use strict';

const { bind, isClosed } = require('../../../instrumentation/dist/contract');
const { MetricsRegistry } = require('../../../instrumentation/dist/metrics/registry');
const { presets } = require('../../../instrumentation/dist/presets');
const { heap } = require('./measured.cjs');

/** Digits of a trace id; each exemplar has one of its own, as in operation. */
const TRACE_ID_DIGITS = 32;
/** Label sets that are offered for each one that there is room for. */
const OFFERED = 3;

let exemplars = 0;

/** Fills every metric of a binding beyond its budget, with an exemplar in each bucket. */
function fill(registry, binding) {
  for (const { id, spec, seriesBudget, buckets } of binding.values()) {
    if (spec.source !== 'gatewatch') continue;
    const labels = Object.entries(spec.labels);
    const values = [...buckets, Infinity].map((bound, index) =>
      bound === Infinity ? buckets[index - 1] * 2 : bound,
    );
    for (let n = 0; n < OFFERED * seriesBudget; n++) {
      const set = Object.fromEntries(
        labels.map(([key, label], index) => {
          const turn = Math.floor(n / 7 ** index);
          return [
            key,
            isClosed(label)
              ? label.values[turn % label.values.length]
              : `/api/v1/customers/:id/${key}/${turn}`,
          ];
        }),
      );
      if (spec.type === 'counter') registry.counter(id).inc(set);
      else if (spec.type === 'gauge') registry.gauge(id).set(set, n);
      else {
        for (const value of values) {
          const traceId = (exemplars += 1).toString(16).padStart(TRACE_ID_DIGITS, '0');
          registry.histogram(id).observe(set, value, traceId);
        }
      }
    }
  }
}

/** All of them stay, so that what one takes is not set off against what another has left. */
const kept = [];
const figures = Object.values(presets).map((preset) => {
  const before = heap();
  const binding = bind(preset);
  const registry = new MetricsRegistry(binding);
  fill(registry, binding);
  kept.push(registry);
  return { preset: preset.name, samples: registry.lineCount, heapBytes: heap() - before };
});
process.send(figures, () => process.disconnect());
