import { bind, type Labels } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { queries } from './queries';

// Compiled by `npm run types`, never run. Each line below a directive has to be an error: where one is not, the
// compiler reports the directive itself as unused.
const q = queries(bind(defaultPreset));

q.rate('http.requests', { where: { outcome: 'server_error' }, by: ['route'], window: '5m' });
// @ts-expect-error there is no such metric
q.rate('http.request', { window: '5m' });
// @ts-expect-error there is no such label
q.rate('http.requests', { by: ['path'], window: '5m' });
// @ts-expect-error there is no such label to match on
q.rate('http.requests', { where: { path: '/x' }, window: '5m' });
// @ts-expect-error the value is outside the closed set
q.rate('http.requests', { where: { outcome: 'failed' }, window: '5m' });
// @ts-expect-error a gauge has no rate
q.rate('http.requests.in_flight', { window: '5m' });
// @ts-expect-error a counter has no quantile
q.quantile(0.95, 'http.requests', { window: '5m' });
// @ts-expect-error changes of a counter say nothing that its increase does not
q.changes('http.requests', { window: '5m' });
// @ts-expect-error a gauge has no observations
q.increaseAbove(1, 'runtime.heap.used', { window: '5m' });
// @ts-expect-error a histogram is no instant series
q.series('http.request.duration');

// @ts-expect-error a metric has no name for a label that is not its own
q.label('http.requests', 'path');
// @ts-expect-error nor can it carry one
q.carries('http.requests', 'path');
// @ts-expect-error targets have no such label
queries(bind(defaultPreset), { cluster: 'a' });

export const complete: Labels<'http.requests'> = {
  method: 'GET',
  route: '/orders/:id',
  status_code: '200',
  outcome: 'ok',
};
// @ts-expect-error a label is missing
export const incomplete: Labels<'http.requests'> = { method: 'GET', route: '/x', outcome: 'ok' };
// @ts-expect-error the method is outside the closed set
export const wrong: Labels<'http.requests'> = { ...complete, method: 'get' };
