import { running } from '../handle';
import type { Recorder } from '../metrics/recorder';

const nothing = () => undefined;
const noHandle = { inc: nothing, set: nothing, add: nothing, read: nothing, observe: nothing };

/** Handles that record nothing: the metrics of a process without the preload. */
const noRecorder: Recorder = { counter: () => noHandle, gauge: () => noHandle, histogram: () => noHandle };

/**
 * Records metrics of the contract that only the gateway's own code can know, with their labels checked by the
 * compiler: `record().counter('orders.processed').inc({ tenant, outcome: 'success' })`. Never throws; a metric that the
 * preset does not expose is ignored.
 */
export function record(): Recorder {
  return running()?.recorder ?? noRecorder;
}
