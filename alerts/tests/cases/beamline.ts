import { MINUTE } from '../../duration';
import { beamline } from '../../packs/beamline';
import { BEAMLINE } from '../../thresholds';
import type { PackCases } from '../case';
import { gaugeCases, quantileCases, shareCases, timing } from '../kinds';
import { instanceOf, serviceOf } from '../series';
import { counter } from '../values';

const WINDOW = 5 * MINUTE;

export const beamlineCases: PackCases = (s) => {
  const { alerts } = beamline;
  return [
    ...gaugeCases({
      ...timing('MetricsEndpointSlow', alerts.MetricsEndpointSlow),
      values: { calm: 0.01, last: BEAMLINE.scrapeSeconds, first: 0.11 },
      labels: instanceOf,
      series: (target, values) => [
        s.series('prometheus.scrape.duration', {}, target, values),
        s.series('prometheus.scrape.duration', {}, { ...target, job: 'tempo' }, '2+0x200'),
      ],
    }),
    ...shareCases({
      ...timing('TraceExportSuccessLow', alerts.TraceExportSuccessLow, WINDOW),
      threshold: 0.01,
      least: BEAMLINE.minLost,
      labels: serviceOf,
      part: (target, phases) => [
        s.series('export.dropped', { signal: 'traces', reason: 'queue_full' }, target, counter(...phases)),
        s.series('export.dropped', { signal: 'logs', reason: 'queue_full' }, target, '0+1000x300'),
      ],
      rest: (target, phases) => [
        s.series('export.exported', { signal: 'traces' }, target, counter(...phases)),
      ],
    }),
    ...quantileCases({
      ...timing('TraceExportSlow', alerts.TraceExportSlow, WINDOW),
      q: 0.95,
      bound: BEAMLINE.exportP95Seconds,
      least: BEAMLINE.minSlow,
      low: 0.001,
      high: 0.2,
      labels: serviceOf,
      series: (target, observations) => [
        ...s.histogram('export.duration', { signal: 'traces', outcome: 'ok' }, target, observations),
        ...s.histogram('export.duration', { signal: 'logs', outcome: 'ok' }, target, { 0.5: [[300, 9]] }),
      ],
      quantile: (counts) => s.quantile(0.95, 'export.duration', counts),
    }),
  ];
};
