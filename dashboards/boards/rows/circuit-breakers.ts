import * as units from '@grafana/grafana-foundation-sdk/units';
import { binary, type Expression, type Match } from '../../../alerts/promql';
import { errorLinks } from '../../kit/event-links';
import { eventsOrZero } from '../../kit/expressions';
import { type PanelSpec, type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { counts, range, rate, states } from '../../kit/signals';
import { type Sources } from '../../kit/sources';

/** States as numbers, so that a lane can be coloured by them. */
const STATE_TEXTS = {
  0: { text: 'closed', color: 'green' },
  1: { text: 'half open', color: 'yellow' },
  2: { text: 'open', color: 'red' },
} as const;

export interface BreakersOptions {
  /** Of the row; its panels count on from it. */
  readonly id: number;
  /** Which breakers, by the service that they guard; default all. */
  readonly service?: Match<string>;
  /** Which breakers, by their component, where the preset has it; default all. */
  readonly component?: Match<string>;
  readonly alerts?: PanelSpec['alerts'];
}

/** A row about circuit breakers: their states, their changes, and the failures that they counted. */
export function circuitBreakers(
  { q }: Sources,
  { id, service, component, alerts = [] }: BreakersOptions,
): RowSpec {
  const hasComponent = q.carries('breaker.state', 'component');
  const where = {
    ...(service === undefined ? {} : { service }),
    ...(component === undefined || !hasComponent ? {} : { component }),
  } as const;
  const by = hasComponent ? (['service', 'component'] as const) : (['service'] as const);
  const inState = (state: 'open' | 'half_open'): Expression =>
    q.aggregate('max', 'breaker.state', { where: { ...where, state }, by });
  const state = binary(binary(inState('open'), '*', 2), '+', inState('half_open'));
  const legend = by.map((key) => `{{${q.label('breaker.state', key)}}}`).join(' ');
  return {
    id,
    title: 'Circuit breakers',
    panels: [
      states({
        id: id * 100 + 1,
        title: 'Circuit Breaker Status',
        width: 24,
        description: {
          shows: 'The state of every breaker over time.',
          bad: 'Red: calls are refused without being tried. Yellow that turns red again: the service behind is not back yet.',
          next: 'See the failures that it counted below, and failed traces of the moment before it opened.',
        },
        queries: { state: range(state, legend) },
        valueTexts: STATE_TEXTS,
        threshold: { value: 2, bad: 'above', warning: 1 },
        alerts,
        dataLinks: errorLinks,
      }),
      counts({
        id: id * 100 + 2,
        title: 'Breaker changes',
        width: 12,
        description: {
          shows: 'Changes of state, by breaker, state left and state entered.',
          bad: 'Changes that go round and round: the service behind answers now and then.',
          next: 'Find out what the calls that failed have in common; a longer reset time only hides it.',
        },
        queries: {
          changes: range(
            eventsOrZero(q, q.increase('breaker.transitions', { where, by: [...by, 'from', 'to'], window })),
            `${legend} {{from_state}} to {{to_state}}`,
            { quietWhenHealthy: true },
          ),
        },
        dataLinks: errorLinks,
      }),
      rate({
        id: id * 100 + 3,
        title: 'Breaker failures by kind',
        width: 12,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Failures that breakers counted, each second, by breaker and kind of error.',
          bad: 'A kind that was not there before: timeouts point to load, refused connections to a service that is gone.',
          next: 'Open failed traces; the span of the call has the same kind of error.',
        },
        queries: {
          failures: range(
            eventsOrZero(q, q.rate('breaker.failures', { where, by: [...by, 'error_type'], window })),
            `${legend} {{error_type}}`,
            { quietWhenHealthy: true },
          ),
        },
        dataLinks: errorLinks,
      }),
    ],
  };
}
