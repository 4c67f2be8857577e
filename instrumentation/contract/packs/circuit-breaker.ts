import { dependency, errorType } from '../dimensions';
import { capped, closed } from '../label';
import { counter, gauge } from '../metric';

/** States of a circuit breaker. */
export const BREAKER_STATES = ['closed', 'open', 'half_open'] as const;

/**
 * What became of a call through a breaker.
 * - `success`, `failure`, `timeout`: the call was made
 * - `rejected`: the breaker was open
 */
export const BREAKER_OUTCOMES = ['success', 'failure', 'timeout', 'rejected'] as const;

const component = capped('component', 50, 'Part of the service that this breaker guards.');
const fromState = closed('from_state', BREAKER_STATES, 'State that was left.');
const toState = closed('to_state', BREAKER_STATES, 'State that was entered.');

/** Circuit breakers around whatever the gateway calls. */
export const circuitBreaker = {
  'breaker.state': gauge({
    name: 'circuit_breaker_in_state',
    cluster: 'max',
    unit: '1',
    help: '1 for the state that a breaker is in, 0 for its other states.',
    labels: {
      service: dependency,
      component,
      state: closed('state', BREAKER_STATES, 'State of the breaker.'),
    },
    seriesBudget: 300,
    why: 'One series a state can be summed, averaged and alerted on; a number per state cannot be aggregated.',
  }),
  'breaker.transitions': counter({
    name: 'circuit_breaker_transitions_total',
    unit: '1',
    help: 'Changes of state, by breaker, state left and state entered.',
    labels: { service: dependency, component, from: fromState, to: toState },
    seriesBudget: 400,
    why: 'A breaker that opens and closes between two scrapes leaves no mark in the state.',
  }),
  'breaker.failures': counter({
    name: 'circuit_breaker_failures_total',
    unit: '1',
    help: 'Failures that a breaker counted, by breaker and kind of error.',
    labels: { service: dependency, component, error_type: errorType },
    seriesBudget: 400,
    why: 'Says which kind of error trips a breaker.',
  }),
  'breaker.requests': counter({
    name: 'circuit_breaker_requests_total',
    unit: '1',
    help: 'Calls that went to a breaker, by service and outcome.',
    labels: { service: dependency, outcome: closed('outcome', BREAKER_OUTCOMES, 'What became of the call.') },
    seriesBudget: 124,
    why: 'Rejected calls are failures that the service behind never saw.',
  }),
  'breaker.failure_ratio': gauge({
    name: 'circuit_breaker_failure_ratio',
    cluster: 'max',
    unit: 'ratio',
    help: "Share of failed calls in the breaker's own window, by service.",
    labels: { service: dependency },
    seriesBudget: 31,
    why: 'The number on which the breaker acts, so that its trips can be explained.',
  }),
} as const;
