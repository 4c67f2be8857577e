import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { AsyncResource } from 'node:async_hooks';

/** Runs what the export does. */
export type Detached = (run: () => void) => void;

/** Neither the gateway's own async contexts nor a request's span may leak into the export's connections and callbacks. */
export function detached(): Detached {
  const resource = new AsyncResource('gatewatch.export');
  const suppressed = suppressTracing(ROOT_CONTEXT);
  return (run) => resource.runInAsyncScope(() => context.with(suppressed, run));
}
