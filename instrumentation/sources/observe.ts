import type { Labels, MetricIdOf } from '../contract';
import { contract } from '../contract';
import type { Recorder } from '../metrics/recorder';
import { Total } from '../metrics/total';
import type { Source } from './source';

/** Gives the value of a gauge, or the total of a counter since it began. */
export type Read = () => number | Promise<number>;

/** Makes the source of one series. */
export function observedSource<I extends MetricIdOf<'counter' | 'gauge'>>(
  recorder: Recorder,
  id: I,
  labels: Labels<I>,
): Source<Read> {
  const total = new Total();
  const record = (value: number): void => {
    if (contract[id].type === 'counter') {
      recorder.counter(id as MetricIdOf<'counter'>).inc(labels as never, total.rise(value));
    } else {
      recorder.gauge(id as MetricIdOf<'gauge'>).set(labels as never, finite(value));
    }
  };
  return {
    name: `${id} ${JSON.stringify(labels)}`,
    read(read) {
      const value = read();
      return typeof value === 'number' ? record(value) : value.then(record);
    },
    end: () => {
      if (contract[id].type === 'gauge') recorder.gauge(id as MetricIdOf<'gauge'>).set(labels as never, 0);
    },
  };
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new TypeError(`a level cannot be ${value}: a finite number is needed`);
  return value;
}
