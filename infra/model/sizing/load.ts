/** What a stack has to carry. */
export interface Load {
  /** Requests that all gateways serve in a second, at the peak. */
  readonly requestsPerSecond: number;
  /** Spans of one request, those of the gateway and of everything behind it. */
  readonly spansPerRequest: number;
  /** Active series in Prometheus. */
  readonly series: number;
  /** Bytes of log records in a second, at the peak. */
  readonly logBytesPerSecond: number;
  /** Seconds that a backend may be away without loss. */
  readonly outageSeconds: number;
}

/** What else decides about sizes; all of it is in the stack configuration. */
export interface Circumstances {
  readonly scrapeSeconds: number;
  readonly retentionSeconds: { readonly prometheus: number; readonly tempo: number; readonly loki: number };
  readonly decisionWaitSeconds: number;
  /** Share of new traces that gateways record, 0..1. */
  readonly head: number;
  /** Collectors that share the load, at least. */
  readonly collectors: number;
  /** Whether Prometheus sends its samples on. */
  readonly remoteWrite: boolean;
  /** Share in percent that tail sampling keeps of ordinary traces. */
  readonly keepPercent: number;
}

const MIB = 1024 * 1024;

/** Bytes in mebibytes, rounded up. */
export function toMebibytes(bytes: number): number {
  return Math.ceil(bytes / MIB);
}

/** Bytes of a span on the wire and in memory: a server span with a dozen attributes (assumed, not measured). */
export const SPAN_BYTES = 1024;
/** Bytes of a log record: a line with its resource (assumed, not measured). */
export const RECORD_BYTES = 512;

/** Spans that reach the collector in a second. */
export function spansPerSecond(
  { requestsPerSecond, spansPerRequest }: Load,
  { head }: Circumstances,
): number {
  return requestsPerSecond * spansPerRequest * head;
}

/** Share of traces that failed or were slow and are kept whatever the share; more than a healthy gateway has. */
const ALWAYS_KEPT = 0.05;

/** Spans that are stored in a second. */
export function keptSpansPerSecond(load: Load, circumstances: Circumstances): number {
  const share = Math.min(1, ALWAYS_KEPT + circumstances.keepPercent / 100);
  return spansPerSecond(load, circumstances) * share;
}
