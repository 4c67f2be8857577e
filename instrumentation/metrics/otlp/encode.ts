import {
  bytes,
  double,
  doubleBytes,
  type Encoded,
  fixed64,
  fixed64Bytes,
  text,
  unsigned,
} from '../../export/protobuf-writer';
import { TRACE_ID_LABEL } from '../../contract';
import type { Family, HistogramFamily } from '../family';
import type { Exemplar, HistogramSample, NumberSample } from '../sample';

/** Numbers of fields in `opentelemetry/proto/metrics/v1/metrics.proto` (and of the messages that it uses). */
const CUMULATIVE = 2;
const NANOSECONDS_PER_MS = 1_000_000;

/** When the counters began and when they were read, in Unix milliseconds. */
export interface Interval {
  readonly startMs: number;
  readonly endMs: number;
}

/** Attributes as `KeyValue` messages of field `field`. */
export function attributes(field: number, values: Readonly<Record<string, unknown>>): Encoded[] {
  return Object.entries(values).map(([key, value]) =>
    bytes(field, [text(1, key), bytes(2, [anyValue(value)])]),
  );
}

function anyValue(value: unknown): Encoded {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && value >= 0 ? unsigned(3, value) : double(4, value);
  if (typeof value === 'boolean') return unsigned(2, value ? 1 : 0);
  return text(1, String(value));
}

/** The `Metric` message of a family with some of its samples, cumulative; undefined if there is nothing to tell. */
export function encodeMetric(
  family: Family,
  samples: readonly (NumberSample | HistogramSample)[],
  interval: Interval,
): Encoded | undefined {
  const head = [text(1, family.name), text(2, family.help)];
  if (family.type === 'histogram') {
    const points = (samples as readonly HistogramSample[]).map((sample) =>
      bytes(1, histogramPoint(family, sample, interval)),
    );
    return points.length === 0
      ? undefined
      : bytes(2, [...head, bytes(9, [...points, unsigned(2, CUMULATIVE)])]);
  }
  const points = (samples as readonly NumberSample[])
    .filter(({ value }) => Number.isFinite(value))
    .map(({ labels, value }) =>
      bytes(1, [...times(interval), double(4, value), ...attributes(7, labelsOf(labels))]),
    );
  if (points.length === 0) return undefined;
  const isCounter = family.type === 'counter';
  const data = isCounter ? bytes(7, [...points, unsigned(2, CUMULATIVE), unsigned(3, 1)]) : bytes(5, points);
  return bytes(2, [...head, data]);
}

function histogramPoint(family: HistogramFamily, sample: HistogramSample, interval: Interval): Encoded[] {
  const { labels, counts, sum, exemplars } = sample;
  const count = counts.reduce((total, one) => total + one, 0);
  return [
    ...times(interval),
    fixed64(4, BigInt(count)),
    double(5, sum),
    bytes(6, [fixed64Bytes(counts.map(BigInt))]),
    bytes(7, [doubleBytes(family.buckets)]),
    ...(exemplars ?? []).flatMap((exemplar) =>
      exemplar === undefined ? [] : [bytes(8, exemplarFields(exemplar))],
    ),
    ...attributes(9, labelsOf(labels)),
  ];
}

function exemplarFields({ labels, value, at }: Exemplar): Encoded[] {
  const traceId = labelsOf(labels)[TRACE_ID_LABEL] ?? '';
  return [fixed64(2, nanoseconds(at)), double(3, value), bytes(5, [Buffer.from(traceId, 'hex')])];
}

function times({ startMs, endMs }: Interval): Encoded[] {
  return [fixed64(2, nanoseconds(startMs)), fixed64(3, nanoseconds(endMs))];
}

function nanoseconds(ms: number): bigint {
  return BigInt(Math.trunc(ms)) * BigInt(NANOSECONDS_PER_MS);
}

/** The labels of a label text; what was escaped is as it was. */
export function labelsOf(labels: string): Record<string, string> {
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
  return Object.fromEntries(
    pairs.map(([, name = '', value = '']) => [
      name,
      value.replace(/\\(.)/g, (_all, escaped: string) => (escaped === 'n' ? '\n' : escaped)),
    ]),
  );
}
