import * as units from '@grafana/grafana-foundation-sdk/units';
import { THRESHOLDS } from '../../../alerts';
import { binary, ratio } from '../../../alerts/promql';
import { age } from '../../kit/expressions';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { instant, level, range, rate, share, stat } from '../../kit/signals';
import { serviceLinks as dataLinks } from '../../kit/event-links';
import { type Sources } from '../../kit/sources';

/** Larger ages are those of time 0, which stands for "no success yet". */
const LONGEST_AGE_SECONDS = 10 * 365 * 24 * 3600;

const SIGNAL = '{{service}} {{signal}}';

/** Whether traces and logs leave the processes: a trace that is missing elsewhere was lost here, or was never made. */
export function telemetryExport({ q }: Sources): RowSpec {
  const by = ['service', 'signal'] as const;
  const ended = q.rate('export.ended', { by, window });
  const dropped = q.rate('export.dropped', { by, window });
  return {
    id: 6,
    title: 'Telemetry export',
    panels: [
      rate({
        id: 601,
        title: 'Spans and log records',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows:
            'Spans and log records that were handed to the exporter, and that the collector accepted, each second.',
          bad: 'Accepted falls behind ended: the queue fills, then items are dropped.',
          next: 'Look at Export queue and Export calls; then at the collector.',
        },
        queries: {
          ended: range(ended, `${SIGNAL} ended`),
          exported: range(q.rate('export.exported', { by, window }), `${SIGNAL} accepted`),
        },
        alerts: ['GatewayTelemetryExportFailing'],
        dataLinks,
      }),
      share({
        id: 602,
        title: 'Drop ratio',
        width: 8,
        idle: 'nothing to export',
        description: {
          shows: 'Share of spans and log records that were given up.',
          bad: 'Above the line: traces and logs are incomplete.',
          next: 'Dropped by reason tells a full queue from a collector that refuses.',
        },
        queries: { dropped: range(ratio(dropped, ended), SIGNAL, { quietWhenHealthy: true }) },
        threshold: { value: THRESHOLDS.telemetryDropRatio, bad: 'above' },
        alerts: ['GatewayTelemetryDropped', 'TraceExportSuccessLow'],
        dataLinks,
      }),
      rate({
        id: 603,
        title: 'Dropped by reason',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Spans and log records that were given up, each second, by reason.',
          bad: 'Anything above 0.',
          next: 'queue_full: raise the queue or sample more; rate_limited: look for a loop that logs, or raise GATEWATCH_LOGS_EXPORT_RATE; export_failed: look at the collector; shutdown: raise the deadline of the last flush; spill_full: raise GATEWATCH_SPILL_MAX_BYTES; spill_failed, spill_damaged: look at the disk.',
        },
        queries: {
          dropped: range(
            q.rate('export.dropped', { by: ['service', 'signal', 'reason'], window }),
            `${SIGNAL} {{reason}}`,
            { quietWhenHealthy: true },
          ),
        },
        dataLinks,
      }),
      share({
        id: 604,
        title: 'Export queue',
        width: 8,
        description: {
          shows:
            'Share of the queue that is taken by items that wait for, or are in, an export call, of its items and of its bytes.',
          bad: 'At 100 % items are dropped as they arrive.',
          next: "Look at Export calls: slow calls or errors are the collector's; else raise the capacity.",
        },
        queries: {
          fill: range(
            binary(
              q.aggregate('sum', 'export.queued', { by }),
              '/',
              q.aggregate('sum', 'export.queue.capacity', { by }),
            ),
            `${SIGNAL} items`,
          ),
          bytes: range(
            binary(
              q.aggregate('sum', 'export.queue.bytes', { by }),
              '/',
              q.aggregate('sum', 'export.queue.capacity_bytes', { by }),
            ),
            `${SIGNAL} bytes`,
          ),
        },
        dataLinks,
      }),
      level({
        id: 605,
        title: 'p95 export call',
        width: 8,
        unit: units.Seconds,
        idle: 'no export call in range',
        description: {
          shows: '95th percentile of the duration of single export calls, by outcome.',
          bad: 'Calls with outcome "error", or seconds where milliseconds are usual.',
          next: 'Look at the collector: its memory limiter refuses, or its queue to the backend is full.',
        },
        queries: {
          p95: range(
            q.quantile(0.95, 'export.duration', { by: ['service', 'signal', 'outcome'], window }),
            `${SIGNAL} {{outcome}}`,
          ),
        },
        alerts: ['TraceExportSlow'],
        dataLinks,
      }),
      stat({
        id: 606,
        title: 'Since last accepted export',
        width: 8,
        height: 8,
        unit: units.Seconds,
        min: 0,
        description: {
          shows: 'Time since the collector last accepted an export call.',
          bad: 'Minutes while requests are served; "never" after the first request.',
          next: "Is the collector reachable from the gateway? Its address is in the gateway's first log lines.",
        },
        queries: { age: instant(age(q.aggregate('max', 'export.last_success', { by })), SIGNAL) },
        rangeText: { from: LONGEST_AGE_SECONDS, text: 'never' },
        alerts: ['GatewayTelemetryExportFailing'],
        dataLinks,
      }),
    ],
  };
}
