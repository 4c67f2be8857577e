import { createRequire } from 'node:module';
import { join } from 'node:path';

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
  readonly latency: { readonly p99: number };
}
type Autocannon = (options: Record<string, unknown>) => Promise<AutocannonResult>;

// The generator belongs to the benchmark's own packages, which a fresh clone has not installed.
const benchRequire = createRequire(join(__dirname, '..', 'package.json'));

/**
 * Sends exactly `amount` requests over keep-alive connections.
 * @throws Error unless every one was answered with 2xx: a burst of errors would measure something else
 */
export async function burst(url: string, amount: number, connections: number): Promise<Burst> {
  const autocannon = benchRequire('autocannon') as Autocannon;
  const began = performance.now();
  const result = await autocannon({ url, amount, connections });
  const seconds = (performance.now() - began) / 1000;
  if (result['2xx'] !== amount || result.non2xx + result.errors > 0) {
    throw new Error(`${url}: ${result['2xx']} of ${amount} answers were 2xx, ${result.errors} errors`);
  }
  return { requestsPerSecond: amount / seconds, p99: result.latency.p99 };
}
