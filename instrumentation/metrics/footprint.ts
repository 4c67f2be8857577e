import type { Family } from './family';
import type { MetricsRegistry } from './registry';

/**
 * Bytes of a label set: its objects, its place in the maps that find it, its closures. Measured with Node.js 20 on a
 * registry that fills up; the text of its labels and its buckets come on top.
 */
const LABEL_SET_BYTES = 1000;
/** A number of an array, and the entry that it has on average for the growth of the array. */
const BUCKET_BYTES = 16;

/** Estimated bytes of memory that the samples of these families take. */
export function footprint(families: Iterable<Family>): number {
  let bytes = 0;
  for (const family of families) {
    const buckets = family.type === 'histogram' ? (family.buckets.length + 1) * BUCKET_BYTES : 0;
    for (const { labels } of family.samples.all) bytes += LABEL_SET_BYTES + labels.length + buckets;
  }
  return bytes;
}

/** Shows the estimate of a registry with its metrics, anew at each scrape. */
export function observeFootprint(registry: MetricsRegistry): void {
  registry.gauge('self.registry.bytes').observe({}, () => footprint(registry.families));
}
