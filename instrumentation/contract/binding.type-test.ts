import type { MetricBinding } from './binding';

// Compiled by `npm run types`, never run. Each line below a directive has to be an error: where one is not, the
// compiler reports the directive itself as unused.

export const complete: MetricBinding<'breaker.state'> = {
  labels: { component: 'model' },
  labelValues: { state: { half_open: 'HALF_OPEN' } },
  alsoAs: [
    {
      name: 'circuit_breaker_state',
      asNumber: { label: 'state', values: { closed: 0, open: 1, half_open: 2 } },
    },
  ],
};

// @ts-expect-error there is no such label
export const label: MetricBinding<'breaker.state'> = { labels: { model: 'model' } };
// @ts-expect-error there is no such label to omit
export const omit: MetricBinding<'breaker.state'> = { omit: ['model'] };
// @ts-expect-error the value is outside the closed set
export const value: MetricBinding<'breaker.state'> = { labelValues: { state: { ajar: 'AJAR' } } };
// @ts-expect-error a further family needs a name
export const nameless: MetricBinding<'breaker.state'> = { alsoAs: [{ omit: ['component'] }] };
export const missing: MetricBinding<'breaker.state'> = {
  // @ts-expect-error a state has no number
  asNumber: { label: 'state', values: { closed: 0, open: 1 } },
};
export const implied: MetricBinding<'http.requests'> = {
  // @ts-expect-error a match must be on a label of the metric
  implied: { outcome: { ok: { label: 'status', regex: '2..' } } },
};
