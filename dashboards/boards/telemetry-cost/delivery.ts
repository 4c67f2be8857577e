import * as units from '@grafana/grafana-foundation-sdk/units';
import { type Expression } from '../../../alerts/promql';
import { orZeroPer, top } from '../../kit/expressions';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { level, range, rate, states } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { serviceLinks as dataLinks } from './links';

const LINES = 10;

/** Why traces are there, what waits for the collector, and what processes hold. */
export function delivery({ gateways: q }: Sources): RowSpec {
  const info = q.aggregate('max', 'self.info', { by: ['service'] });
  const quiet = (of: Expression, legend: string) =>
    range(orZeroPer(info, of), `{{service}} ${legend}`, { quietWhenHealthy: true });
  const signal = { by: ['service', 'signal'] } as const;
  const label = `{{${q.label('export.ended', 'signal')}}}`;
  return {
    id: 4,
    title: 'Sampling, delivery, processes',
    panels: [
      rate({
        id: 401,
        title: 'Traces by reason',
        width: 8,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows:
            'Traces that gateways recorded, each second, by why: the caller, the share, a rule, a header, an error, slowness.',
          bad: 'error and slow that grow: requests fail. parent alone: another service decides what this one records.',
          next: 'Compare with the share and the rules that the gateway is configured with.',
        },
        queries: {
          traces: range(
            orZeroPer(info, q.rate('tracing.sampled', { by: ['service', 'reason'], window })),
            `{{service}} {{${q.label('tracing.sampled', 'reason')}}}`,
          ),
        },
        dataLinks,
      }),
      rate({
        id: 402,
        title: 'Traces torn or not kept',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows:
            'Requests whose trace contexts contradicted each other, and failed ones beyond the limit of those that are kept, each second.',
          bad: 'Conflicts: services before the gateway speak two formats. Not kept: an outage, of which a share is enough.',
          next: 'For conflicts let everybody send one format, or change the order of GATEWATCH_PROPAGATORS.',
        },
        queries: {
          conflicts: quiet(q.rate('tracing.propagation.conflicts', { by: ['service'], window }), 'conflicts'),
          limited: quiet(q.rate('tracing.keep.limited', { by: ['service'], window }), 'not kept'),
        },
        dataLinks,
      }),
      states({
        id: 403,
        title: 'Export circuit',
        width: 8,
        description: {
          shows:
            'Whether calls to the collector fail so often that only probes are sent, by service and signal.',
          bad: 'open: telemetry waits or is lost.',
          next: 'Is the collector there? See its board, and Telemetry export on the overview of the service.',
        },
        queries: {
          open: quiet(q.aggregate('max', 'export.circuit.open', signal), label),
        },
        valueTexts: { 0: { text: 'closed', color: 'green' }, 1: { text: 'open', color: 'red' } },
        dataLinks,
      }),
      level({
        id: 404,
        title: 'Waiting on disk',
        width: 8,
        unit: units.Short,
        description: {
          shows:
            'Spans and log records that wait on disk for the collector; 0 also without GATEWATCH_SPILL_DIR.',
          bad: 'A line that rises: the collector is away, and the disk has a limit.',
          next: 'Bytes on disk says how near the limit is; then the oldest are dropped.',
        },
        queries: { items: quiet(q.aggregate('sum', 'export.spilled', signal), label) },
        dataLinks,
      }),
      level({
        id: 405,
        title: 'Bytes on disk',
        width: 8,
        unit: units.BytesIEC,
        description: {
          shows: 'Length of the files in which spans and log records wait.',
          bad: 'Near GATEWATCH_SPILL_MAX_BYTES: the oldest go from there on.',
          next: 'Bring the collector back; raise the limit if outages last longer.',
        },
        queries: { bytes: quiet(q.aggregate('sum', 'export.spilled.bytes', signal), label) },
        dataLinks,
      }),
      rate({
        id: 406,
        title: 'Taken over from earlier processes',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows:
            'Spans and log records that earlier processes left on disk and these took over, each second.',
          bad: 'Again and again without deployments: processes end before they have delivered.',
          next: 'Why do they end? See Since last start on the overview.',
        },
        queries: { recovered: quiet(q.rate('export.recovered', { ...signal, window }), label) },
        dataLinks,
      }),
      level({
        id: 407,
        title: 'Workers',
        width: 8,
        unit: units.Short,
        description: {
          shows:
            'Workers of a gateway that runs as a cluster, by whether they answered; 0 for one of a single process.',
          bad: 'silent ones: they hang, and their counters are those of a moment ago.',
          next: 'Event loop lag on the overview says which; end it, its cluster starts another.',
        },
        queries: {
          workers: range(
            orZeroPer(info, q.aggregate('sum', 'cluster.workers', { by: ['service', 'state'] })),
            `{{service}} {{${q.label('cluster.workers', 'state')}}}`,
          ),
        },
        dataLinks,
      }),
      rate({
        id: 408,
        title: 'Workers that ended',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Workers that ended, each second, by how.',
          bad: 'lost: what such a worker counted in its last second is missing.',
          next: 'Its last log lines say why; an uncaught error or the memory limit, as a rule.',
        },
        queries: {
          ended: range(
            orZeroPer(info, q.rate('cluster.workers.ended', { by: ['service', 'how'], window })),
            `{{service}} {{${q.label('cluster.workers.ended', 'how')}}}`,
            { quietWhenHealthy: true },
          ),
        },
        dataLinks,
      }),
      level({
        id: 409,
        title: 'Resources of Node.js',
        width: 8,
        unit: units.Short,
        description: {
          shows: `Handles and requests that keep processes busy, of the ${LINES} kinds with the most.`,
          bad: 'A kind that only rises: it leaks, as a rule sockets or timers.',
          next: 'Compare with Resident memory on the overview; a heap snapshot names who holds them.',
        },
        queries: {
          resources: range(
            top(LINES, orZeroPer(info, q.aggregate('sum', 'runtime.resources', { by: ['service', 'kind'] }))),
            `{{service}} {{${q.label('runtime.resources', 'kind')}}}`,
          ),
        },
        dataLinks,
      }),
      level({
        id: 410,
        title: 'Memory of the metrics',
        width: 24,
        height: 6,
        unit: units.BytesIEC,
        description: {
          shows: 'Memory that the metrics of each process take, by its own estimate.',
          bad: 'A slope without an end: series are still made.',
          next: 'Series of a gateway process and Folded into other, above, say which.',
        },
        queries: {
          bytes: range(
            q.aggregate('max', 'self.registry.bytes', { by: ['service', 'instance'] }),
            '{{service}} {{instance}}',
          ),
        },
        dataLinks,
      }),
    ],
  };
}
