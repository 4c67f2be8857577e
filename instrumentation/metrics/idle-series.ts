import { type BoundMetric, familiesOf, isClosed } from '../contract';
import type { BoundedSeries } from './bounded-series';
import { exposedLabels, type LabelValues } from './exposure';
import type { Family } from './family';
import { labelText } from './label-text';

/** A counter's value, or the number of a histogram's observations: it changes with each use. */
export interface Used {
  readonly uses: number;
}

interface Tracked {
  readonly bound: BoundMetric;
  readonly series: BoundedSeries<Used>;
}

/**
 * Takes away series that nothing was counted in for long: those of a tenant that left, of a route that is gone. It looks
 * at what was counted, now and then, so that counting itself does nothing more for it. Series whose labels are all closed
 * stay: they exist before their first sample. A series that is used again begins anew at 0.
 */
export class IdleSeries {
  readonly #tracked: Tracked[] = [];
  readonly #last = new WeakMap<Used, { readonly uses: number; readonly since: number }>();

  constructor(private readonly familyOf: (name: string) => Family | undefined) {}

  /** Looks after a counter or histogram from now on, if it has a label with open values. */
  track(bound: BoundMetric, series: BoundedSeries<Used>): void {
    const isOpen = Object.values(bound.spec.labels).some((label) => !isClosed(label));
    if (isOpen && !bound.id.startsWith('self.')) this.#tracked.push({ bound, series });
  }

  /**
   * Drops what was not used for `idleMs`, as far as former calls can tell.
   * @param now in milliseconds
   * @returns number of series that are gone
   */
  drop(idleMs: number, now: number): number {
    let dropped = 0;
    for (const { bound, series } of this.#tracked) {
      const gone = series.drop((one) => this.#idleSince(one, now) <= now - idleMs);
      if (gone.length > 0) this.#forget(bound, gone, series);
      dropped += gone.length;
    }
    return dropped;
  }

  /** Since when a series is known not to have been used. */
  #idleSince(series: Used, now: number): number {
    const { uses } = series;
    const last = this.#last.get(series);
    if (last?.uses === uses) return last.since;
    this.#last.set(series, { uses, since: now });
    return now;
  }

  /** Pages show a sample for as long as one of the label sets that add up in it is there. */
  #forget(bound: BoundMetric, gone: readonly LabelValues[], { all }: BoundedSeries<Used>): void {
    for (const family of familiesOf(bound)) {
      const text = (values: LabelValues): string => labelText(exposedLabels(family, values));
      const used = new Set(all.map(({ values }) => text(values)));
      const lost = new Set(gone.map(text).filter((one) => !used.has(one)));
      this.familyOf(family.name)?.samples.keep((one) => !lost.has(one));
    }
  }
}

/** Share of the time after which a series counts as idle, between two looks. */
const LOOKS = 4;

/** Drops, from now on, what was not used for so many hours; never keeps the process alive. */
export function dropIdleSeries(registry: { dropIdle(idleMs: number, now: number): number }, hours: number) {
  const idleMs = hours * 3_600_000;
  setInterval(() => registry.dropIdle(idleMs, Date.now()), idleMs / LOOKS).unref();
}
