import type { PackCases } from '../case';
import {
  BILLING,
  type InputSeries,
  instanceOf,
  ORDERS,
  type SeriesBuilder,
  serviceOf,
  type Target,
} from '../series';
import { counter, every, LONG, type Phase } from '../values';

const STOCK: Target = { ...ORDERS, instance: '10.0.0.3:9464', service: 'stock' };
const TRACES = { signal: 'traces' } as const;

type Flow = Readonly<Record<'ended' | 'exported', readonly Phase[]>>;

function delivery(s: SeriesBuilder, target: Target, { ended, exported }: Flow): InputSeries[] {
  return [
    s.series('export.ended', TRACES, target, counter(...ended)),
    s.series('export.exported', TRACES, target, counter(...exported)),
  ];
}

type Loss = Readonly<Record<'ended' | 'full' | 'failed', readonly Phase[]>>;

function losses(s: SeriesBuilder, target: Target, { ended, full, failed }: Loss): InputSeries[] {
  return [
    s.series('export.ended', TRACES, target, counter(...ended)),
    s.series('export.dropped', { ...TRACES, reason: 'queue_full' }, target, counter(...full)),
    s.series('export.dropped', { ...TRACES, reason: 'export_failed' }, target, counter(...failed)),
  ];
}

const steadyLoss = (ended: number, full: number, failed: number): Loss => ({
  ended: [[LONG, ended]],
  full: [[LONG, full]],
  failed: [[LONG, failed]],
});

/** Items that all are dropped at 5:00, in the middle of quiet. */
const burst = (items: number): Loss => {
  const phases: readonly Phase[] = [
    [20, 0],
    [1, items],
    [LONG, 0],
  ];
  return { ended: phases, full: phases, failed: [[LONG, 0]] };
};

export const exportCases: PackCases = (s) => {
  const exporterOf = (target: Target): Readonly<Record<string, string>> => ({
    ...instanceOf(target),
    ...s.exposed('export.ended', TRACES),
  });
  const signalOf = (target: Target): Readonly<Record<string, string>> => ({
    ...serviceOf(target),
    ...s.exposed('export.ended', TRACES),
  });
  return [
    {
      alert: 'GatewayTelemetryExportFailing',
      kind: 'fires',
      name: 'one of two gateways cannot reach the collector',
      series: [
        ...delivery(s, ORDERS, { ended: [[LONG, 100]], exported: [[LONG, 0]] }),
        ...delivery(s, BILLING, { ended: [[LONG, 100]], exported: [[LONG, 100]] }),
      ],
      checks: [{ at: 600, firing: [{ labels: exporterOf(ORDERS), value: '2k' }] }],
    },
    {
      alert: 'GatewayTelemetryExportFailing',
      kind: 'fires',
      name: 'nothing was ever delivered, so that the series of deliveries does not exist',
      series: [s.series('export.ended', TRACES, ORDERS, counter([LONG, 100]))],
      checks: [{ at: 600, firing: [{ labels: exporterOf(ORDERS), value: '2k' }] }],
    },
    {
      alert: 'GatewayTelemetryExportFailing',
      kind: 'silent',
      name: 'delivers slowly, or has nothing to deliver',
      series: [
        ...delivery(s, ORDERS, { ended: [[LONG, 100]], exported: [[LONG, 1]] }),
        ...delivery(s, BILLING, { ended: [[LONG, 0]], exported: [[LONG, 0]] }),
      ],
      checks: [{ at: 600, firing: [] }],
    },
    {
      alert: 'GatewayTelemetryExportFailing',
      kind: 'boundary',
      name: 'fires five minutes after the last delivery has left the window',
      // The last delivery is at 5:00 and has left the window at 9:45.
      series: delivery(s, ORDERS, {
        ended: [[LONG, 100]],
        exported: [
          [21, 100],
          [LONG, 0],
        ],
      }),
      checks: [
        { at: 870, firing: [] },
        { at: 885, firing: [{ labels: exporterOf(ORDERS), value: '2k' }] },
      ],
    },
    {
      alert: 'GatewayTelemetryExportFailing',
      kind: 'boundary',
      name: 'ends when nothing has been handed over for five minutes',
      // The last item is handed over at 10:00 and has left the window at 14:45.
      series: delivery(s, ORDERS, {
        ended: [
          [41, 100],
          [LONG, 0],
        ],
        exported: [[LONG, 0]],
      }),
      checks: [
        { at: 300, firing: [] },
        { at: 315, firing: [{ labels: exporterOf(ORDERS), value: '2k' }] },
        { at: 870, firing: [{ labels: exporterOf(ORDERS), value: '105.3' }] },
        { at: 885, firing: [] },
      ],
    },
    {
      alert: 'GatewayTelemetryDropped',
      kind: 'fires',
      name: '2 % are dropped for two reasons',
      series: losses(s, ORDERS, steadyLoss(1000, 8, 12)),
      checks: [{ at: 900, firing: [{ labels: signalOf(ORDERS), value: '2%' }] }],
    },
    {
      alert: 'GatewayTelemetryDropped',
      kind: 'silent',
      name: 'nothing is dropped, or one in five hundred',
      series: [...losses(s, ORDERS, steadyLoss(1000, 0, 0)), ...losses(s, BILLING, steadyLoss(1000, 2, 0))],
      checks: [{ at: 900, firing: [] }],
    },
    {
      alert: 'GatewayTelemetryDropped',
      kind: 'boundary',
      name: 'exactly 1 % is not too much, 1.2 % is',
      series: [...losses(s, ORDERS, steadyLoss(1000, 5, 5)), ...losses(s, BILLING, steadyLoss(1000, 6, 6))],
      checks: [{ at: 900, firing: [{ labels: signalOf(BILLING), value: '1.2%' }] }],
    },
    {
      alert: 'GatewayTelemetryDropped',
      kind: 'boundary',
      name: 'nine items within the window are too few, ten are enough, until they leave the window',
      // At 5:00; they have left the window at 14:45. Two times four items are in the other window at any time.
      series: [
        ...losses(s, ORDERS, burst(9)),
        ...losses(s, BILLING, burst(10)),
        ...losses(s, STOCK, { ended: every(20, 4), full: every(20, 4), failed: every(20, 0) }),
      ],
      checks: [
        { at: 585, firing: [] },
        { at: 600, firing: [{ labels: signalOf(BILLING), value: '100%' }] },
        { at: 870, firing: [{ labels: signalOf(BILLING), value: '100%' }] },
        { at: 885, firing: [] },
        { at: 1785, firing: [] },
      ],
    },
  ];
};
