import { performance } from 'node:perf_hooks';
import type { Recorder } from '../metrics/recorder';
import { queryType } from './query-type';

type Query = (this: unknown, ...args: unknown[]) => unknown;

/** A client of pg, as far as it is changed here. */
export interface PgClient {
  query: unknown;
}

const MILLISECONDS = 1000;
const timed = new WeakSet<PgClient>();

/**
 * Measures the statements of a client, whether their result comes by callback or by promise. Cursors and streams are
 * left out: how long they take is up to who reads them.
 */
export function timeQueries(client: PgClient, recorder: Recorder): void {
  if (timed.has(client)) return;
  timed.add(client);
  const query = client.query as Query;
  const histogram = recorder.histogram('db.query.duration');
  client.query = function (this: unknown, ...args: unknown[]): unknown {
    const [statement] = args;
    if (typeof (statement as { submit?: unknown } | undefined)?.submit === 'function')
      return query.apply(this, args);
    const begin = performance.now();
    const text =
      typeof statement === 'string' ? statement : (statement as { text?: unknown } | undefined)?.text;
    const ended = (): void =>
      histogram.observe({ query_type: queryType(text) }, (performance.now() - begin) / MILLISECONDS);
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      args[args.length - 1] = function (this: unknown, ...results: unknown[]): unknown {
        ended();
        return (callback as Query).apply(this, results);
      };
      return query.apply(this, args);
    }
    const result = query.apply(this, args);
    if (result instanceof Promise) result.then(ended, ended);
    return result;
  };
}
