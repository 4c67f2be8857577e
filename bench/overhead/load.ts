import { createRequire } from 'node:module';
import { join } from 'node:path';
import { quantile } from './statistics';

/** What one burst of requests gave. */
export interface Burst {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p99: number;
}

interface AutocannonResult {
  readonly '2xx': number;
  readonly non2xx: number;
  readonly errors: number;
}
type OnResponse = (client: unknown, status: number, bytes: number, milliseconds: number) => void;
type Run = Promise<AutocannonResult> & { on(event: 'response', listener: OnResponse): void };
type Autocannon = (options: Record<string, unknown>) => Run;

// The generator belongs to the benchmark's own packages, which a fresh clone has not installed.
const benchRequire = createRequire(join(__dirname, '..', 'package.json'));

/** How often autocannon looks whether it is done. Its default of a second would be most of a burst. */
const LOOK_EVERY_MS = 20;

/**
 * Sends exactly `amount` requests over keep-alive connections. Times are taken from the responses: autocannon itself
 * counts in whole looks and in whole milliseconds.
 * @throws Error unless every one was answered with 2xx: a burst of errors would measure something else
 */
export async function burst(url: string, amount: number, connections: number): Promise<Burst> {
  const autocannon = benchRequire('autocannon') as Autocannon;
  const latencies: number[] = [];
  const began = performance.now();
  let last = began;
  const run = autocannon({ url, amount, connections, sampleInt: LOOK_EVERY_MS });
  run.on('response', (_client, _status, _bytes, milliseconds) => {
    last = performance.now();
    latencies.push(milliseconds);
  });
  const result = await run;
  if (result['2xx'] !== amount || result.non2xx + result.errors > 0) {
    throw new Error(`${url}: ${result['2xx']} of ${amount} answers were 2xx, ${result.errors} errors`);
  }
  return { requestsPerSecond: (amount / (last - began)) * 1000, p99: quantile(latencies, 0.99) };
}
