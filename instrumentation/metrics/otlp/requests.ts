import { bytes, type Encoded, text } from '../../export/protobuf-writer';
import type { Family } from '../family';
import type { HistogramSample, NumberSample } from '../sample';
import { attributes, encodeMetric, type Interval } from './encode';

/** Samples of one request: a few milliseconds of work, and far below the 4 MiB that collectors take. */
const SAMPLES_PER_REQUEST = 500;

/** Where the metrics come from. */
export interface Origin {
  readonly resource: Readonly<Record<string, unknown>>;
  readonly scope: string;
  readonly version: string;
}

/** `ExportMetricsServiceRequest` messages with everything that the families hold, as it is when each one is taken. */
export function* requests(
  families: readonly Family[],
  origin: Origin,
  interval: Interval,
): Generator<Encoded> {
  let metrics: Encoded[] = [];
  let samples = 0;
  for (const family of families) {
    const all: (NumberSample | HistogramSample)[] = [...family.samples.all];
    for (let from = 0; from < all.length; from += SAMPLES_PER_REQUEST) {
      const some = all.slice(from, from + SAMPLES_PER_REQUEST);
      if (samples + some.length > SAMPLES_PER_REQUEST && metrics.length > 0) {
        yield request(metrics, origin);
        metrics = [];
        samples = 0;
      }
      const metric = encodeMetric(family, some, interval);
      if (metric === undefined) continue;
      metrics.push(metric);
      samples += some.length;
    }
  }
  if (metrics.length > 0) yield request(metrics, origin);
}

function request(metrics: readonly Encoded[], { resource, scope, version }: Origin): Encoded {
  const scopeMetrics = bytes(2, [bytes(1, [text(1, scope), text(2, version)]), ...metrics]);
  return bytes(1, [bytes(1, attributes(1, resource)), scopeMetrics]);
}
