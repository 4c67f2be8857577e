import { z } from 'zod';
import { duration, number } from './fields';

/** Most of anything: figures above it are slips of the keyboard. */
const MOST = 1e9;

/** What the stack has to carry. Where it is declared, sizes are checked against it. */
export const loadSchema = z
  .strictObject({
    requestsPerSecond: number(0, MOST)
      .describe('Requests that all gateways serve in a second, at the peak.')
      .default(0),
    spansPerRequest: number(1, 10_000)
      .describe('Spans of a request, those of the gateway and of everything behind it.')
      .default(4),
    series: number(0, MOST).describe('Active series in Prometheus.').default(0),
    logBytesPerSecond: number(0, MOST).describe('Bytes of log records in a second, at the peak.').default(0),
    outage: duration('1s').describe('How long a backend may be away without loss.').default('5m'),
  })
  .prefault({})
  .describe('What the stack has to carry; sizes that are too small for it are refused.');
