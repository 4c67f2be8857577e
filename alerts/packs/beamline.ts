import { percent, quantileAbove, shareAbove } from '../conditions';
import { MINUTE } from '../duration';
import { binary } from '../promql';
import { alertPack } from '../rule';
import { BEAMLINE } from '../thresholds/beamline';
import { SERVICE, SERVICE_TEXT, TARGET } from './targets';

const WINDOW = 5 * MINUTE;
const TRACES = { signal: 'traces' } as const;

/** Rules of the Beamline gateway: one for each number of its text that a running gateway shows. */
export const beamline = alertPack({
  name: 'beamline',
  byPreset: true,
  reads: ['export', 'stack'],
  alerts: {
    // BG-N-01
    MetricsEndpointSlow: {
      severity: 'warning',
      condition: ({ q }) =>
        binary(q.aggregate('max', 'prometheus.scrape.duration', { by: TARGET }), '>', BEAMLINE.scrapeSeconds),
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'The metrics endpoint of a gateway is slow.',
      description: () =>
        `Scrapes of {{ $labels.instance }} (${SERVICE_TEXT}) take {{ $value | humanizeDuration }}; they have to be done ` +
        `in ${BEAMLINE.scrapeSeconds * 1000} ms.`,
      board: 'gatewayOverview',
    },
    // BG-N-04. Of the spans whose fate is known; what waits in the queue is neither.
    TraceExportSuccessLow: {
      severity: 'warning',
      condition: ({ q, window }) => {
        const over = { where: TRACES, by: SERVICE, window: window(WINDOW) };
        const lost = q.rate('export.dropped', over);
        return shareAbove(
          {
            part: lost,
            whole: binary(lost, '+', q.rate('export.exported', over)),
            count: q.increase('export.dropped', over),
          },
          Number((1 - BEAMLINE.exportSuccessRatio).toFixed(4)),
          BEAMLINE.minLost,
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Too few spans reach the collector.',
      description: ({ window }) =>
        `{{ $value | humanizePercentage }} of the spans of ${SERVICE_TEXT} were lost over the last ${window(WINDOW)}; ` +
        `${percent(BEAMLINE.exportSuccessRatio)} have to arrive.`,
      board: 'gatewayOverview',
    },
    // BG-N-05
    TraceExportSlow: {
      severity: 'warning',
      condition: ({ q, window }) => {
        const over = { where: TRACES, by: SERVICE, window: window(WINDOW) };
        return quantileAbove(
          q.quantile(0.95, 'export.duration', over),
          BEAMLINE.exportP95Seconds,
          q.increaseAbove(BEAMLINE.exportP95Seconds, 'export.duration', over),
          BEAMLINE.minSlow,
        );
      },
      for: 5 * MINUTE,
      keepFiringFor: 5 * MINUTE,
      summary: 'Exports of traces are slow.',
      description: ({ window }) =>
        `One in twenty trace exports of ${SERVICE_TEXT} took {{ $value | humanizeDuration }} or longer over the last ` +
        `${window(WINDOW)}; the bound is ${BEAMLINE.exportP95Seconds * 1000} ms.`,
      board: 'gatewayOverview',
    },
  },
});
