import * as units from '@grafana/grafana-foundation-sdk/units';
import { THRESHOLDS } from '../../../alerts';
import { ratio, sumBy } from '../../../alerts/promql';
import { times } from '../../kit/expressions';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { level, range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { serviceLinks, stackLinks } from './links';

const DAY_SECONDS = 86_400;

/** Spans and log lines, which disks and searches are spent on. */
export function spansAndLines({ everywhere, gateways }: Sources): RowSpec {
  const by = ['service'] as const;
  const ended = (signal: 'traces' | 'logs') =>
    gateways.rate('export.ended', { where: { signal }, by, window });
  const all = gateways.rate('export.ended', { by, window });
  const kept = everywhere.rate('collector.traces.decided', { where: { decision: 'sampled' }, window });
  return {
    id: 2,
    title: 'Traces and logs',
    panels: [
      rate({
        id: 201,
        title: 'Spans by service',
        width: 8,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: 'Spans that gateways handed to their exporter, each second.',
          bad: 'A step without more requests: a library makes spans for what nobody looks at.',
          next: 'Compare with Spans a request; open a trace and see which spans are new.',
        },
        queries: { spans: range(ended('traces'), '{{service}}') },
        dataLinks: serviceLinks,
      }),
      rate({
        id: 202,
        title: 'Log records by service',
        width: 8,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: 'Log records that gateways handed to their exporter, each second.',
          bad: 'A step: a debug level was left on, or an error is logged in a loop.',
          next: 'Log lines by level on the overview of the service.',
        },
        queries: { records: range(ended('logs'), '{{service}}') },
        dataLinks: serviceLinks,
      }),
      level({
        id: 203,
        title: 'Spans a request',
        width: 8,
        unit: units.Short,
        idle: 'no events in range',
        description: {
          shows: 'Spans for each request, by service; below 1 where only a share of requests is traced.',
          bad: 'A step up after a deployment: an instrumentation was added, or a query is made in a loop.',
          next: 'Open a trace: many spans of one kind under one parent are a loop.',
        },
        queries: {
          perRequest: range(
            ratio(ended('traces'), gateways.rate('http.requests', { by, window })),
            '{{service}}',
          ),
        },
        dataLinks: serviceLinks,
      }),
      level({
        id: 204,
        title: 'Bytes a day at this rate',
        width: 8,
        unit: units.BytesIEC,
        description: {
          shows:
            'Bytes that Tempo and Loki would take in a day at the rate of each moment, before compression.',
          bad: 'More than disks are sized for, times the days that traces and logs are kept.',
          next: 'Fewer traces: sampling; shorter: retention; smaller: attributes and debug lines.',
        },
        queries: {
          traces: range(times(everywhere.rate('tempo.bytes', { window }), DAY_SECONDS), 'traces'),
          logs: range(times(everywhere.rate('loki.bytes', { window }), DAY_SECONDS), 'logs'),
        },
        dataLinks: stackLinks,
      }),
      share({
        id: 205,
        title: 'Traces that are kept',
        width: 8,
        idle: 'no trace in range',
        description: {
          shows: 'Share of traces that the sampler hands on to Tempo.',
          bad: 'Much more than the share that the stack configures: most traces are failed or slow ones.',
          next: 'Compare with Error ratio on the overview; the policies are under "sampling".',
        },
        queries: {
          kept: range(ratio(kept, everywhere.rate('collector.traces.decided', { window })), 'kept'),
        },
        dataLinks: stackLinks,
      }),
      share({
        id: 206,
        title: 'Lost before the collector',
        width: 8,
        idle: 'nothing to export',
        description: {
          shows: 'Share of spans and log records that gateways gave up.',
          bad: 'Above the line: what is paid for elsewhere is incomplete.',
          next: 'Telemetry export on the overview of the service says why.',
        },
        queries: {
          lost: range(
            ratio(gateways.rate('export.dropped', { by, window }), sumBy(all, ['service'])),
            '{{service}}',
            {
              quietWhenHealthy: true,
            },
          ),
        },
        threshold: { value: THRESHOLDS.telemetryDropRatio, bad: 'above' },
        alerts: ['GatewayTelemetryDropped'],
        dataLinks: serviceLinks,
      }),
    ],
  };
}
