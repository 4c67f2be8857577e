import { running } from '../../handle';
import type { Recorder } from '../../metrics/recorder';
import { exportedTrace } from '../../tracing/exported-trace';
import { type AnyInput, type Recording, recording } from './recording';
import { activeSpan, type SpanEffects, tellSpans } from './span-effects';
import type { Input, Step } from './step';

/** A function that records what its steps say. */
export type Helper<S extends readonly Step[]> = keyof Input<S> extends never
  ? () => void
  : Record<never, never> extends Input<S>
    ? (input?: Input<S>) => void
    : (input: Input<S>) => void;

const NOTHING: AnyInput = {};

/** The same function, except that what it throws is counted in `self.errors` and goes nowhere else. */
export function guarded<A extends readonly unknown[]>(record: (...args: A) => void): (...args: A) => void {
  return (...args) => {
    try {
      record(...args);
    } catch {
      running()?.recorder.counter('self.errors').inc({ where: 'api' });
    }
  };
}

/**
 * Makes a record helper. Without the preload it does nothing; a metric that the preset does not expose is left out. It
 * never throws: what goes wrong is counted in `self.errors`. Durations carry the trace that is exported as exemplar.
 */
export function helper<const S extends readonly Step[]>(steps: S, effects: SpanEffects = {}): Helper<S> {
  const tell = tellSpans(steps, effects);
  let bound: Recorder | undefined;
  let recordings: readonly Recording[] = [];
  const record = (input: AnyInput = NOTHING): void => {
    const gatewatch = running();
    if (gatewatch === undefined) return;
    const { recorder } = gatewatch;
    try {
      if (bound !== recorder) {
        recordings = steps.map((step) => recording(step, recorder));
        bound = recorder;
      }
      const span = activeSpan();
      const traceId = span === undefined ? undefined : exportedTrace(span);
      for (const one of recordings) one(input, traceId);
      tell(input, span, gatewatch);
    } catch {
      recorder.counter('self.errors').inc({ where: 'api' });
    }
  };
  return record as Helper<S>;
}
