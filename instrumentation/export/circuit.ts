/** Failed calls in a row that open the circuit: with the backoff before them, some four seconds of failure. */
export const OPEN_AFTER = 5;
/** Most items of a probe: enough to be real, too few to weigh on a collector that is overloaded. */
export const PROBE_ITEMS = 16;

/**
 * Breaker in front of a collector. While it is open the only calls are probes, small ones, one pause of the backoff
 * apart, whoever asks for a flush; the first that is accepted closes it.
 */
export class Circuit {
  /** Failed calls in a row. */
  failures = 0;

  get isOpen(): boolean {
    return this.failures >= OPEN_AFTER;
  }

  succeeded(): void {
    this.failures = 0;
  }

  failed(): void {
    this.failures += 1;
  }
}
