import { contract, type MetricIdOf, type Metric } from '../../contract';
import type { Recorder } from '../../metrics/recorder';
import { propertyOf } from './property';
import type { Step } from './step';

/** What a helper is given, without its types. */
export type AnyInput = Readonly<Record<string, unknown>>;

/** Records one step of a helper. */
export type Recording = (input: AnyInput, traceId: string | undefined) => void;

/**
 * Binds a step to a recorder. The label set that it passes on is one object, filled anew each time: recorders read it
 * and keep none of it, so that a call allocates nothing of its own.
 */
export function recording(step: Step, recorder: Recorder): Recording {
  const { id, kind, field, fixed, optional } = step;
  const labels: Record<string, string> = { ...fixed };
  const keys = Object.keys((contract[id] as Metric).labels).filter((key) => !(key in fixed));
  const properties = keys.map(propertyOf);
  const add = sink(step, recorder, labels);
  return (input, traceId) => {
    for (let n = 0; n < keys.length; n++) {
      const value = input[properties[n] as string];
      if (optional && value === undefined) return;
      labels[keys[n] as string] = typeof value === 'string' ? value : String(value);
    }
    const value = field === undefined ? 1 : input[field];
    if (optional && value === undefined) return;
    add(kind === 'flag' ? Number(value === true) : (value as number), traceId);
  };
}

type Sink = (value: number, traceId: string | undefined) => void;

function sink({ id }: Step, recorder: Recorder, labels: Readonly<Record<string, string>>): Sink {
  // Which labels a metric has is checked where steps are declared.
  const set = labels as never;
  switch ((contract[id] as Metric).type) {
    case 'counter': {
      const counter = recorder.counter(id as MetricIdOf<'counter'>);
      return (value) => counter.inc(set, value);
    }
    case 'gauge': {
      const gauge = recorder.gauge(id as MetricIdOf<'gauge'>);
      return (value) => gauge.set(set, value);
    }
    case 'histogram': {
      const histogram = recorder.histogram(id as MetricIdOf<'histogram'>);
      return (value, traceId) => histogram.observe(set, value, traceId);
    }
  }
}
