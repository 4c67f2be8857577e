import type { PackCases } from '../case';
import { BILLING, instanceOf, ORDERS, serviceOf } from '../series';
import { counter, gauge, LONG } from '../values';

const OVERFLOW = { metric: 'http_server_requests_total', label: 'http_route' } as const;

export const instrumentationCases: PackCases = (s) => {
  const overflowing = { ...serviceOf(ORDERS), ...s.exposed('self.cardinality.overflow', OVERFLOW) };
  return [
    {
      alert: 'GatewayCardinalityOverflow',
      kind: 'fires',
      name: 'raw paths arrive as routes',
      series: [s.series('self.cardinality.overflow', OVERFLOW, ORDERS, counter([LONG, 40]))],
      checks: [{ at: 1500, firing: [{ labels: overflowing, value: '4k' }] }],
    },
    {
      alert: 'GatewayCardinalityOverflow',
      kind: 'silent',
      name: 'it happened long ago',
      series: [s.series('self.cardinality.overflow', OVERFLOW, ORDERS, gauge([LONG, 5000]))],
      checks: [{ at: 1500, firing: [] }],
    },
    {
      alert: 'GatewayCardinalityOverflow',
      kind: 'boundary',
      name: 'one sample is reported after fifteen minutes, and no longer after an hour',
      // At 5:00; it has left the window at 64:45.
      series: [s.series('self.cardinality.overflow', OVERFLOW, ORDERS, counter([20, 0], [1, 1], [300, 0]))],
      checks: [
        { at: 1185, firing: [] },
        { at: 1200, firing: [{ labels: overflowing, value: '1' }] },
        { at: 3870, firing: [{ labels: overflowing, value: '1' }] },
        { at: 3885, firing: [] },
      ],
    },
    {
      alert: 'GatewayInstrumentationDegraded',
      kind: 'fires',
      name: 'one of two gateways could not open its admin port',
      series: [
        s.series('self.degraded', {}, ORDERS, gauge([LONG, 1])),
        s.series('self.degraded', {}, BILLING, gauge([LONG, 0])),
      ],
      checks: [{ at: 900, firing: [{ labels: instanceOf(ORDERS) }] }],
    },
    {
      alert: 'GatewayInstrumentationDegraded',
      kind: 'silent',
      name: 'degraded for nine minutes while the collector restarts',
      series: [s.series('self.degraded', {}, ORDERS, gauge([20, 0], [36, 1], [LONG, 0]))],
      checks: [840, 900, 960].map((at) => ({ at, firing: [] })),
    },
    {
      alert: 'GatewayInstrumentationDegraded',
      kind: 'boundary',
      name: 'fires after ten minutes, ends at once',
      series: [s.series('self.degraded', {}, ORDERS, gauge([20, 0], [60, 1], [LONG, 0]))],
      checks: [
        { at: 885, firing: [] },
        { at: 900, firing: [{ labels: instanceOf(ORDERS) }] },
        { at: 1200, firing: [] },
      ],
    },
  ];
};
