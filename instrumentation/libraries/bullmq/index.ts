import { inSpan } from '../../api/with-span';
import { running } from '../../handle';
import { loadedAlready, onLoad } from '../module-load';
import { followAdding, followFlows } from './adding';
import { followProcessing } from './processing';
import type { Following } from './types';
import { watchQueues } from './watching';

/** Classes of BullMQ, those of the copy that the gateway has loaded. */
interface Bullmq {
  readonly Queue?: { readonly prototype?: object };
  readonly FlowProducer?: { readonly prototype?: object };
  readonly Worker?: { readonly prototype?: object };
}

/**
 * Follows the jobs of BullMQ without a change to the gateway. The hooks are on the prototypes of its classes: it does not
 * matter who loaded it when, and whether by `require` or by `import`. A bundle is not reached, nor is the inside of a
 * processor that BullMQ runs in a process or thread of its own.
 * @param onError told of each failure of a hook; the jobs go on
 */
export function followBullmq(onError: (error: unknown) => void): void {
  const hooked = new WeakSet<object>();
  const guard: Following['guard'] = (run) => {
    try {
      return run();
    } catch (error) {
      onError(error);
      return undefined;
    }
  };
  const following: Following = { jobs: () => running()?.jobs, inSpan, guard };
  const once = (prototype: object | undefined, ...hooks: ((of: object, how: Following) => void)[]): void => {
    if (prototype === undefined || hooked.has(prototype)) return;
    hooked.add(prototype);
    for (const hook of hooks) hook(prototype, following);
  };
  const hook = (exports: object): void => {
    guard(() => {
      const { Queue, FlowProducer, Worker } = exports as Bullmq;
      once(Queue?.prototype, followAdding, watchQueues);
      once(FlowProducer?.prototype, followFlows);
      once(Worker?.prototype, followProcessing);
    });
  };
  loadedAlready('bullmq').forEach(hook);
  onLoad('bullmq', hook);
}
