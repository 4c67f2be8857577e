import { counter, gauge, histogram } from './metric';
import { closed, capped } from './label';
import { bindFamily } from './family';

const requests = counter({
  name: 'requests_total',
  unit: '1',
  help: 'Requests.',
  labels: { route: capped('http_route', 10, 'Route.'), state: closed('state', ['on', 'off'], 'State.') },
  seriesBudget: 10,
});

describe('bindFamily', () => {
  it('leaves everything as declared where the binding says nothing', () => {
    expect(bindFamily(requests, {})).toEqual({
      name: 'requests_total',
      labels: { route: 'http_route', state: 'state' },
      constantLabels: {},
      labelValues: {},
      asNumber: undefined,
      buckets: [],
    });
  });

  it('renames, drops, respells and adds labels', () => {
    const family = bindFamily(requests, {
      name: 'calls_total',
      labels: { route: 'path' },
      omit: ['state'],
      constantLabels: { app: 'shop' },
      labelValues: { route: { '/a': '/b' } },
    });
    expect(family).toMatchObject({
      name: 'calls_total',
      labels: { route: 'path' },
      constantLabels: { app: 'shop' },
      labelValues: { route: { '/a': '/b' } },
    });
    expect(family.labels).not.toHaveProperty('state');
  });

  it('drops the label that a number stands for', () => {
    const state = gauge({
      name: 'breaker_state',
      unit: '1',
      help: 'State.',
      labels: { service: capped('service', 5, 'Service.'), state: closed('state', ['on', 'off'], 'State.') },
      seriesBudget: 10,
    });
    const asNumber = { label: 'state', values: { on: 1, off: 0 } };
    expect(bindFamily(state, { asNumber })).toMatchObject({ labels: { service: 'service' }, asNumber });
  });

  it('takes the buckets of the binding before those of the contract', () => {
    const duration = histogram({
      name: 'duration_seconds',
      unit: 'seconds',
      help: 'Duration.',
      labels: {},
      buckets: [1, 2],
      seriesBudget: 1,
    });
    expect(bindFamily(duration, {}).buckets).toEqual([1, 2]);
    expect(bindFamily(duration, { buckets: [5] }).buckets).toEqual([5]);
  });
});
