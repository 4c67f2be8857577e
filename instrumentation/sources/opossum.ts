import { circuitBreaker } from '../api/telemetry/domains/circuit-breaker';
import { ratio } from '../api/telemetry/units';
import type { ValueOf } from '../contract';
import { errorLabel } from './error-label';
import type { Source } from './source';

type Listener = (...args: unknown[]) => void;

/** A circuit breaker of opossum, as far as it is read here. */
export interface OpossumBreaker {
  readonly opened: boolean;
  readonly halfOpen: boolean;
  /** Counts of the breaker's rolling window. */
  readonly stats: { readonly fires: number; readonly failures: number };
  on(event: string, listener: Listener): unknown;
  off(event: string, listener: Listener): unknown;
}

export interface BreakerLabels {
  /** What the breaker guards against, e.g. a provider. */
  readonly service: string;
  /** Part of it that has a breaker of its own, e.g. a model. */
  readonly component: string;
}

/**
 * Makes the source of a breaker. Its state and the share of failures are read; calls, failures and transitions come
 * from its events, for the counts that it keeps itself fall out of its window.
 */
export function opossumSource({ service, component }: BreakerLabels): Source<OpossumBreaker> {
  const listeners = listenersFor(service, component);
  return {
    name: `breaker ${service} ${component}`,
    begin(breaker) {
      for (const [event, listener] of listeners) breaker.on(event, listener);
    },
    read(breaker) {
      circuitBreaker.state({ service, component, state: stateOf(breaker) });
      const { fires, failures } = breaker.stats;
      circuitBreaker.failureRatio({ service, ratio: ratio(fires === 0 ? 0 : failures / fires) });
    },
    end(breaker) {
      for (const [event, listener] of listeners) breaker?.off(event, listener);
    },
  };
}

function stateOf({ opened, halfOpen }: OpossumBreaker): ValueOf<'breaker.state', 'state'> {
  if (halfOpen) return 'half_open';
  return opened ? 'open' : 'closed';
}

function listenersFor(service: string, component: string): readonly (readonly [string, Listener])[] {
  // A call that took too long is a `timeout` first and then, with the same error, a `failure` or, if an error filter
  // forgives it, a `success`. A call without a slot is `semaphoreLocked` first.
  let counted: unknown;
  const called = (outcome: ValueOf<'breaker.requests', 'outcome'>, what: unknown): void => {
    const isCounted = counted !== undefined && counted === what;
    counted = outcome === 'timeout' || outcome === 'rejected' ? what : undefined;
    if (!isCounted) circuitBreaker.called({ service, outcome });
  };
  const entered = (state: ValueOf<'breaker.state', 'state'>) => () =>
    circuitBreaker.state({ service, component, state });
  return [
    ['success', (result: unknown) => called('success', result)],
    ['timeout', (error: unknown) => called('timeout', error)],
    ['reject', (error: unknown) => called('rejected', error)],
    ['semaphoreLocked', (error: unknown) => called('rejected', error)],
    [
      'failure',
      (error: unknown) => {
        called('failure', error);
        circuitBreaker.failed({ service, component, errorType: errorLabel(error) });
      },
    ],
    ['open', entered('open')],
    ['halfOpen', entered('half_open')],
    ['close', entered('closed')],
  ];
}
