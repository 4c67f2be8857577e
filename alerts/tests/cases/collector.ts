import type { Labels } from '../../../instrumentation/contract';
import { MINUTE } from '../../duration';
import { collector } from '../../packs/collector';
import { STACK } from '../../thresholds';
import type { PackCases } from '../case';
import { gaugeCases, increaseCases, timing } from '../kinds';
import { instanceOf, type SeriesBuilder, type Target } from '../series';
import { counter, type Phase } from '../values';

const WINDOW = 10 * MINUTE;
const TO_TEMPO = { exporter: 'otlp_grpc/tempo', data_type: 'traces' } as const;
const OTLP = { receiver: 'otlp', transport: 'grpc' } as const;

/** Counters of spans and of log records, which one alert watches together: each has to be seen without the other. */
const LOST = {
  refused: ['collector.spans.refused', 'collector.logs.refused'],
  failed: ['collector.spans.failed', 'collector.logs.failed'],
} as const;

export const collectorCases: PackCases = (s) => {
  const { alerts } = collector;
  const exporterOf = (target: Target) => ({ ...instanceOf(target), exporter: TO_TEMPO.exporter });
  return [
    ...gaugeCases({
      ...timing('CollectorQueueFilling', alerts.CollectorQueueFilling),
      values: { calm: 0, last: 700, first: 710 },
      shown: (items) => items / 1000,
      labels: (target) => ({ ...instanceOf(target), ...TO_TEMPO }),
      series: (target, values) => [
        s.series('collector.queue.size', TO_TEMPO, target, values),
        s.series('collector.queue.capacity', TO_TEMPO, target, '1000+0x300'),
      ],
    }),
    ...LOST.failed.flatMap((counted, index) =>
      increaseCases({
        ...timing('CollectorExportFailing', alerts.CollectorExportFailing, WINDOW),
        threshold: STACK.minLostItems,
        labels: exporterOf,
        series: (target, phases) => [
          s.series(counted, { exporter: TO_TEMPO.exporter }, target, counter(...phases)),
          quiet(s, LOST.failed[1 - index]!, { exporter: TO_TEMPO.exporter }, target, phases),
        ],
      }),
    ),
    ...LOST.refused.flatMap((counted, index) =>
      increaseCases({
        ...timing('CollectorRefusesData', alerts.CollectorRefusesData, WINDOW),
        threshold: STACK.minLostItems,
        labels: instanceOf,
        series: (target, phases) => [
          s.series(counted, OTLP, target, counter(...phases)),
          quiet(s, LOST.refused[1 - index]!, OTLP, target, phases),
        ],
      }),
    ),
    ...increaseCases({
      ...timing('CollectorTracesDroppedEarly', alerts.CollectorTracesDroppedEarly, WINDOW),
      threshold: STACK.minTracesDropped,
      labels: instanceOf,
      series: (target, phases) => [
        s.series('collector.traces.dropped_early', {}, target, counter(...phases)),
      ],
    }),
  ];
};

/** The counter of the other kind of telemetry, which does not move. */
function quiet<I extends (typeof LOST)[keyof typeof LOST][number]>(
  s: SeriesBuilder,
  id: I,
  labels: Labels<I>,
  target: Target,
  phases: readonly Phase[],
) {
  return s.series(id, labels, target, counter(...phases.map(([samples]): Phase => [samples, 0])));
}
