import { capped, closed } from '../label';
import { counter, gauge, histogram } from '../metric';

/** Kinds of V8 garbage collection, as prom-client names them. */
const GC_KINDS = ['minor', 'major', 'incremental', 'weakcb'] as const;

/**
 * Process and Node.js runtime, under the names of prom-client's default metrics, which boards of others know.
 */
export const runtime = {
  'process.cpu': counter({
    name: 'process_cpu_seconds_total',
    unit: 'seconds',
    help: 'User and system CPU time of the process.',
    labels: {},
    seriesBudget: 1,
    why: 'A gateway on one thread is full at one core; the rate says how near it is.',
  }),
  'process.memory.resident': gauge({
    name: 'process_resident_memory_bytes',
    cluster: 'each',
    unit: 'bytes',
    help: 'Resident memory of the process.',
    labels: {},
    seriesBudget: 1,
    why: 'What the container limit is compared with before the process is killed.',
  }),
  'process.memory.limit': gauge({
    name: 'process_memory_limit_bytes',
    unit: 'bytes',
    help: 'Memory that the process may use: the limit of its container, else the memory of the machine.',
    labels: {},
    seriesBudget: 1,
    cluster: 'max',
    why: 'Resident memory says how near the process is to being killed only together with its limit.',
  }),
  'process.disk.free': gauge({
    name: 'process_filesystem_free_bytes',
    unit: 'bytes',
    help: 'Bytes that the process may still write to the file system of its working directory.',
    labels: {},
    seriesBudget: 1,
    cluster: 'max',
    why: 'Logs, uploads and spilled telemetry fill it; a full disk stops more than the gateway.',
  }),
  'process.disk.size': gauge({
    name: 'process_filesystem_size_bytes',
    unit: 'bytes',
    help: 'Size of the file system of the working directory of the process.',
    labels: {},
    seriesBudget: 1,
    cluster: 'max',
    why: 'What is free says how full a disk is only together with its size.',
  }),
  'process.start_time': gauge({
    name: 'process_start_time_seconds',
    cluster: 'each',
    unit: 'timestamp',
    help: 'Unix time at which the process began.',
    labels: {},
    seriesBudget: 1,
    why: 'Tells a restart from a quiet period.',
  }),
  'runtime.heap.used': gauge({
    name: 'nodejs_heap_size_used_bytes',
    cluster: 'each',
    unit: 'bytes',
    help: 'V8 heap in use.',
    labels: {},
    seriesBudget: 1,
    why: 'A sawtooth that climbs is a leak in JavaScript; memory outside the heap shows in the resident size only.',
  }),
  'runtime.heap.total': gauge({
    name: 'nodejs_heap_size_total_bytes',
    cluster: 'each',
    unit: 'bytes',
    help: 'V8 heap allocated.',
    labels: {},
    seriesBudget: 1,
    why: 'With the used heap it shows how much room is left before the next growth.',
  }),
  'runtime.eventloop.lag.p99': gauge({
    name: 'nodejs_eventloop_lag_p99_seconds',
    cluster: 'each',
    unit: 'seconds',
    help: '99th percentile of the event loop delay since the last scrape; an idle loop shows its 10 ms resolution.',
    labels: {},
    seriesBudget: 1,
    why: 'Every request waits that long before anything is done for it.',
  }),
  'runtime.eventloop.utilization': gauge({
    name: 'nodejs_eventloop_utilization_ratio',
    cluster: 'each',
    unit: 'ratio',
    help: 'Share of time since the last scrape in which the event loop was busy.',
    labels: {},
    seriesBudget: 1,
    why: 'Shows saturation earlier than CPU does, for it knows no idle helper threads.',
  }),
  'runtime.resources': gauge({
    name: 'nodejs_active_resources',
    unit: '1',
    help: 'Sockets, servers, timers and the like that keep the event loop going, by kind.',
    labels: { kind: capped('type', 30, 'Kind of resource as Node.js names it, e.g. `TCPSocketWrap`.') },
    seriesBudget: 31,
    why: 'A leak of sockets or timers shows here long before memory does.',
  }),
  'runtime.gc.duration': histogram({
    name: 'nodejs_gc_duration_seconds',
    unit: 'seconds',
    help: 'Duration of garbage collections, by kind.',
    labels: { kind: closed('kind', GC_KINDS, 'Kind of garbage collection.') },
    buckets: [0.001, 0.01, 0.1, 1, 2, 5],
    seriesBudget: GC_KINDS.length,
    why: 'Pauses of major collections explain outliers that no route has in common.',
  }),
} as const;
