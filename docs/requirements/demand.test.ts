import { bucketsDemand, endpointDemand, labelSetDemand, metricDemand } from './demand';

describe('demands', () => {
  it('reads a metric', () => {
    expect(metricDemand('counter `a_total`: things')).toEqual({ type: 'counter', name: 'a_total' });
    expect(metricDemand('summary `a`: things')).toBeUndefined();
    expect(metricDemand('counter `a_total`')).toBeUndefined();
  });

  it('reads a label set with values and constants', () => {
    const demand = labelSetDemand('`a{b,state=ON|OFF,app="x y"}` and no other label; why');
    expect(demand).toEqual({
      name: 'a',
      exactly: true,
      labels: new Map([
        ['b', {}],
        ['state', { values: ['ON', 'OFF'] }],
        ['app', { constant: 'x y' }],
      ]),
    });
  });

  it('tells "at least" from "no other", and wants no labels to be said', () => {
    expect(labelSetDemand('`a{b}` at least')?.exactly).toBe(false);
    expect(labelSetDemand('`a{}` has no labels')).toMatchObject({ exactly: true, labels: new Map() });
    expect(labelSetDemand('`a{}` at least')).toBeUndefined();
    expect(labelSetDemand('`a{b}` has no labels')).toBeUndefined();
    expect(labelSetDemand('`a{b}`')).toBeUndefined();
    expect(labelSetDemand('`a{b c}` at least')).toBeUndefined();
  });

  it('reads buckets', () => {
    expect(bucketsDemand('`a` le exactly 0.1, 1, 2.5')).toEqual({
      name: 'a',
      exactly: true,
      bounds: [0.1, 1, 2.5],
    });
    expect(bucketsDemand('`a` le at least 600, on which an alert depends')?.bounds).toEqual([600]);
    expect(bucketsDemand('`a` le 0.1')).toBeUndefined();
  });

  it('reads an endpoint', () => {
    expect(endpointDemand('GET `/a/{b}` query c=1 (optional) -> 200 `text/plain`; fields: d')).toEqual({
      method: 'GET',
      path: '/a/{b}',
      query: 'c=1 (optional)',
      status: 200,
      contentType: 'text/plain',
      rest: 'fields: d',
    });
    expect(endpointDemand('GET `/a` -> `text/plain`; fields: d')).toBeUndefined();
    expect(endpointDemand('GET `/a` -> 200 `text/plain`')).toBeUndefined();
  });
});
