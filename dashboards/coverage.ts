import { type Binding, type MetricId } from '../instrumentation/contract';
import { type Board } from './kit/board';
import { targets } from './kit/targets';

/** Metrics that no panel shows, with the reason why that is right. */
export const UNCHARTED: Readonly<Partial<Record<MetricId, string>>> = {
  'http.request.size': 'explains one route once it is under suspicion; no sign of trouble by itself',
  'http.response.size': 'explains one route once it is under suspicion; no sign of trouble by itself',
  'runtime.resources':
    'says which kind leaks once memory or file descriptors rise; how many there should be only the gateway knows',
  'self.registry.bytes':
    'part of the memory that the overview shows; asked for once that rises together with the number of series',
  'http.errors': 'breaks the errors of the overview down by their kind, for queries that start from a page',
  'http.connections.active':
    'the limit that it runs into is the file descriptors of a machine that only its owner knows',
  'http.requests.in_flight_by_route':
    'breaks the requests in progress of the overview down, for queries that start from there',
  'websocket.connections': 'empty on a gateway without WebSockets, which most are',
  'websocket.connections.active': 'empty on a gateway without WebSockets, which most are',
  'websocket.connection.duration': 'empty on a gateway without WebSockets, which most are',
  'export.circuit.open':
    'an open circuit is the consequence of calls that fail, which the row of the export shows already',
  'export.spilled':
    'empty on a gateway without GATEWATCH_SPILL_DIR, which most are; losses show in the drops by reason',
  'export.spilled.bytes': 'empty on a gateway without GATEWATCH_SPILL_DIR, which most are',
  'export.recovered': 'balances the account after a restart; by itself neither good nor bad',
  'cluster.workers':
    'empty on a gateway of one process, which most are; a silent worker shows in the health, too',
  'cluster.workers.ended': 'empty on a gateway of one process, which most are',
  'tracing.sampled':
    'says why traces are there, which one asks when a trace is missing, and not while watching',
  'tracing.propagation.conflicts':
    'a fault in how services are wired: it is there from the first request on or never, and found when a trace is torn',
  'tracing.keep.limited': 'rises only in an outage, which every other panel of the overview shows',
};

/** Metrics that a gateway exposes, that no panel shows, and that nothing excuses. */
export function uncharted(boards: readonly Board[], binding: Binding): MetricId[] {
  const charted = new Set(boards.flatMap(targets).flatMap((target) => target.uses.map((use) => use.id)));
  return [...binding.values()]
    .filter(({ id, spec }) => spec.source === 'gatewatch' && !charted.has(id) && UNCHARTED[id] === undefined)
    .map(({ id }) => id);
}
