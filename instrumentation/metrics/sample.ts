import { TRACE_ID_LABEL } from '../contract';

/** Current value of one series of a counter or gauge. */
export class NumberSample {
  value = 0;

  /** @param labels text between the braces */
  constructor(readonly labels: string) {}
}

/** A trace that shows one of the observations of a bucket. */
export interface Exemplar {
  /** Text between the braces. */
  readonly labels: string;
  readonly value: number;
  /** Unix time in milliseconds. */
  readonly at: number;
}

/** Current state of one label set of a histogram. */
export class HistogramSample {
  /** Observations by bucket, not summed up; the last one is +Inf. */
  readonly counts: number[];
  sum = 0;
  /** Latest exemplar by bucket. Made with the first one: most series of an unsampled gateway never have any. */
  exemplars: (Exemplar | undefined)[] | undefined;

  /** @param labels text between the braces */
  constructor(
    readonly labels: string,
    readonly buckets: readonly number[],
  ) {
    this.counts = new Array<number>(buckets.length + 1).fill(0);
  }

  /** @throws TypeError if the value is no finite number: it would spoil the sum for good */
  observe(value: number, traceId?: string): void {
    if (!Number.isFinite(value))
      throw new TypeError(`${value} cannot be observed: a finite number is needed`);
    const { buckets } = this;
    let bucket = 0;
    while (bucket < buckets.length && value > (buckets[bucket] as number)) bucket++;
    this.counts[bucket] = (this.counts[bucket] as number) + 1;
    this.sum += value;
    if (traceId === undefined) return;
    this.exemplars ??= new Array<Exemplar | undefined>(buckets.length + 1).fill(undefined);
    this.exemplars[bucket] = { labels: `${TRACE_ID_LABEL}="${traceId}"`, value, at: Date.now() };
  }
}
