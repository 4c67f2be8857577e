import type { Labels, MetricIdOf } from '../contract';
import type { Recorder } from '../metrics/recorder';

/** What one source adds to a gauge that may be the sum over several, e.g. two pools of one name. Whole numbers. */
export class Level<I extends MetricIdOf<'gauge'>> {
  #added = 0;

  constructor(
    private readonly recorder: Recorder,
    private readonly id: I,
    private readonly labels: Labels<I>,
  ) {}

  set(value: number): void {
    // A sum that has once been no number stays none.
    if (!Number.isFinite(value))
      throw new TypeError(`${this.id} cannot be ${value}: a finite number is needed`);
    this.recorder.gauge(this.id).add(this.labels, value - this.#added);
    this.#added = value;
  }
}
