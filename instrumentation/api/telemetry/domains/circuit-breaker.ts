import type { Labels, ValueOf } from '../../../contract';
import { running } from '../../../handle';
import type { Recorder } from '../../../metrics/recorder';
import { guarded, helper } from '../helper';
import { count, measure } from '../step';

type BreakerState = ValueOf<'breaker.state', 'state'>;
const STATES = ['closed', 'open', 'half_open'] as const satisfies readonly BreakerState[];

/** Changes that a breaker makes. Each has a series from the first state on, so that its first change is an increase. */
const CHANGES = [
  ['closed', 'open'],
  ['open', 'half_open'],
  ['half_open', 'closed'],
  ['half_open', 'open'],
  ['open', 'closed'],
] as const;

const transition = helper([count('breaker.transitions')], { event: 'circuit_breaker.transition' });

/** Circuit breakers. Breakers of opossum: `telemetry.sources.circuitBreaker`. */
export const circuitBreaker = {
  /**
   * The state of a breaker. A state other than the last one counts as a transition; before the first one it was closed.
   */
  state: guarded(({ service, component, state }: Labels<'breaker.state'>) => {
    const recorder = running()?.recorder;
    if (recorder === undefined) return;
    const last = lastState(recorder, service, component);
    if (last === undefined) announce(recorder, service, component);
    for (const one of STATES) {
      recorder.gauge('breaker.state').set({ service, component, state: one }, one === state ? 1 : 0);
    }
    const from = last ?? 'closed';
    if (from !== state) transition({ service, component, from, to: state });
  }),
  /** A call went to a breaker. */
  called: helper([count('breaker.requests')]),
  /** A breaker counted a failure. */
  failed: helper([count('breaker.failures')], { event: 'circuit_breaker.failure' }),
  /** Share of failed calls in the breaker's own window. */
  failureRatio: helper([measure('ratio', 'breaker.failure_ratio')]),
};

/** Read from the metric itself, so that every copy of this package knows the same. */
function lastState(recorder: Recorder, service: string, component: string): BreakerState | undefined {
  const gauge = recorder.gauge('breaker.state');
  return STATES.find((state) => gauge.read({ service, component, state }) === 1);
}

function announce(recorder: Recorder, service: string, component: string): void {
  for (const [from, to] of CHANGES) {
    recorder.counter('breaker.transitions').inc({ service, component, from, to }, 0);
  }
}
