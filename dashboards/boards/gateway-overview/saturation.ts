import * as units from '@grafana/grafana-foundation-sdk/units';
import { THRESHOLDS } from '../../../alerts';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { level, range, share } from '../../kit/signals';
import { diskUse, memoryUse } from '../panels/process';
import { serviceLinks as dataLinks } from '../../kit/event-links';
import { type Sources } from '../../kit/sources';

const PROCESS = '{{service}} {{instance}}';

/** How full the processes are. Node.js saturates on its event loop long before the machine's CPU is used up. */
export function saturation(sources: Sources): RowSpec {
  const { q } = sources;
  const by = ['service', 'instance'] as const;
  return {
    id: 5,
    title: 'Saturation',
    panels: [
      level({
        id: 501,
        title: 'Event loop lag p99',
        width: 8,
        unit: units.Seconds,
        description: {
          shows:
            '99th percentile of the event loop delay since the last scrape. An idle loop shows its resolution of 10 ms.',
          bad: 'Above the line: every request of the process waits that long, several times.',
          next: 'Look at GC time and Event loop utilisation; profile the process if neither explains it.',
        },
        queries: { lag: range(q.aggregate('max', 'runtime.eventloop.lag.p99', { by }), PROCESS) },
        threshold: { value: THRESHOLDS.eventLoopLagSeconds, bad: 'above' },
        alerts: ['GatewayEventLoopLag'],
        dataLinks,
      }),
      share({
        id: 502,
        title: 'Event loop utilisation',
        width: 8,
        description: {
          shows: 'Share of time since the last scrape in which the event loop was busy.',
          bad: 'Close to 100 % for minutes: the process has no room for more requests.',
          next: 'Add processes; find out with a profile what keeps the loop busy.',
        },
        queries: {
          utilisation: range(q.aggregate('max', 'runtime.eventloop.utilization', { by }), PROCESS),
        },
        dataLinks,
      }),
      level({
        id: 503,
        title: 'CPU',
        width: 8,
        unit: units.PercentUnit,
        description: {
          shows:
            'CPU time a second; 100 % is one core. The libuv pool and the garbage collector may take it above.',
          bad: 'At the CPU limit of the container: it is throttled, and lag follows.',
          next: 'Compare with Requests by outcome: CPU a request that grew came with a deployment or another mix of routes.',
        },
        queries: { cpu: range(q.rate('process.cpu', { by, window }), PROCESS) },
        dataLinks,
      }),
      level({
        id: 504,
        title: 'Resident memory',
        width: 8,
        unit: units.BytesIEC,
        description: {
          shows: 'Memory that the process holds.',
          bad: 'A slope that does not level off after traffic does, up to a restart: a leak.',
          next: 'If Heap follows, take a heap snapshot; if not, look for buffers and native addons.',
        },
        queries: { resident: range(q.aggregate('max', 'process.memory.resident', { by }), PROCESS) },
        dataLinks,
      }),
      level({
        id: 505,
        title: 'Heap',
        width: 8,
        unit: units.BytesIEC,
        description: {
          shows: 'V8 heap in use, and allocated.',
          bad: 'Used close to allocated with GC time rising: the heap limit is near.',
          next: 'Take a heap snapshot before the process is killed; then raise the limit or fix the leak.',
        },
        queries: {
          used: range(q.aggregate('max', 'runtime.heap.used', { by }), `${PROCESS} used`),
          allocated: range(q.aggregate('max', 'runtime.heap.total', { by }), `${PROCESS} allocated`),
        },
        dataLinks,
      }),
      share({
        id: 506,
        title: 'GC time',
        width: 8,
        idle: 'no collection in range',
        description: {
          shows: 'Share of time spent in garbage collection, by kind.',
          bad: 'Major collections above a few percent: the heap is too small or too busy.',
          next: 'See Heap; look for large responses that are buffered as a whole.',
        },
        queries: {
          gc: range(
            q.rateOfSum('runtime.gc.duration', { by: ['service', 'kind'], window }),
            '{{service}} {{kind}}',
          ),
        },
        dataLinks,
      }),
      memoryUse(sources, { id: 507, title: 'Memory of its limit', width: 12 }),
      diskUse(sources, { id: 508, title: 'Disk', width: 12 }),
    ],
  };
}
