import type { Clock } from './clock';
import type { HealthReporter, HealthStatus } from '../health/reporter';
import type { Log } from '../log/log';
import type { Signal } from './ledger';

/** Failed calls in a row after which the collector counts as unreachable: one hiccup is not a state. */
export const FAILURES_UNTIL_DEGRADED = 2;

/** After a recovery the log stays quiet for so long: a collector that refuses every tenth batch must not fill it. */
export const QUIET_MS = 60_000;

/** What the health adds while the circuit is open. */
const PROBING = ' (only probes are sent until it accepts one)';

/** Tells health and log whether the collector takes a signal: one log line per change of state that lasts. */
export class Reachability {
  private failures = 0;
  private status: HealthStatus | 'unknown' = 'unknown';
  private quietUntil = -Infinity;
  /** The log has been told of the failure that goes on. */
  private isTold = false;
  private readonly component: string;

  constructor(
    private readonly signal: Signal | 'metrics',
    private readonly endpoint: string,
    private readonly health: HealthReporter,
    private readonly log: Log,
    private readonly clock: Clock,
  ) {
    this.component = `export.${signal}`;
    health.report(this.component, 'ok', `nothing exported yet to ${endpoint}`);
  }

  succeeded(): void {
    this.failures = 0;
    if (this.status === 'ok') return;
    if (this.isTold) {
      this.log.info(`${this.signal}: collector at ${this.endpoint} accepts exports again`);
      this.quietUntil = this.clock.now() + QUIET_MS;
      this.isTold = false;
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
    this.status = 'degraded';
    if (this.isTold || this.clock.now() < this.quietUntil) return;
    this.isTold = true;
    const fate = lost ? 'the batch was given up' : 'they wait in the queue and are tried again';
    this.log.warn(
      `${this.signal}: collector at ${this.endpoint} does not accept exports (${reason}); ${fate}`,
    );
  }
}
