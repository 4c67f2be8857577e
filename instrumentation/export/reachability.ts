import type { HealthReporter, HealthStatus } from '../health/reporter';
import type { Log } from '../log/log';
import type { Signal } from './ledger';

/** Failed calls in a row after which the collector counts as unreachable: one hiccup is not a state. */
export const FAILURES_UNTIL_DEGRADED = 2;

/** What the health adds while the circuit is open. */
const PROBING = ' (only probes are sent until it accepts one)';

/** Tells health and log whether the collector takes a signal: one log line per change of state. */
export class Reachability {
  private failures = 0;
  private status: HealthStatus | 'unknown' = 'unknown';
  private readonly component: string;

  constructor(
    private readonly signal: Signal,
    private readonly endpoint: string,
    private readonly health: HealthReporter,
    private readonly log: Log,
  ) {
    this.component = `export.${signal}`;
    health.report(this.component, 'ok', `nothing exported yet to ${endpoint}`);
  }

  succeeded(): void {
    this.failures = 0;
    if (this.status === 'ok') return;
    if (this.status === 'degraded') {
      this.log.info(`${this.signal}: collector at ${this.endpoint} accepts exports again`);
    }
    this.status = 'ok';
    this.health.report(this.component, 'ok', `exporting to ${this.endpoint}`);
  }

  /**
   * @param lost true if the batch was given up, which degrades at once
   * @param open true if from now on only probes are sent
   */
  failed(reason: string, lost: boolean, open: boolean): void {
    this.failures += 1;
    if (this.failures < FAILURES_UNTIL_DEGRADED && !lost) return;
    this.health.report(
      this.component,
      'degraded',
      `collector at ${this.endpoint}: ${reason}${open ? PROBING : ''}`,
    );
    if (this.status === 'degraded') return;
    this.status = 'degraded';
    const fate = lost ? 'the batch was given up' : 'they wait in the queue and are tried again';
    this.log.warn(
      `${this.signal}: collector at ${this.endpoint} does not accept exports (${reason}); ${fate}`,
    );
  }
}
