import type { HealthReporter, HealthStatus } from './reporter';

/** What a component said last. */
export interface ComponentHealth {
  readonly status: HealthStatus;
  readonly message: string | undefined;
}

/** Collects the reports of all parts of the preload. */
export class HealthRegistry implements HealthReporter {
  readonly #components = new Map<string, ComponentHealth>();
  #isStopping = false;

  report(component: string, status: HealthStatus, message?: string): void {
    this.#components.set(component, { status, message });
  }

  /** From now on the gateway wants no more requests: it is about to end. */
  stopping(): void {
    this.#isStopping = true;
  }

  /** False once the gateway is about to end. */
  get isReady(): boolean {
    return !this.#isStopping;
  }

  /** `degraded` if any component is. */
  get status(): HealthStatus {
    const isDegraded = [...this.#components.values()].some(({ status }) => status === 'degraded');
    return isDegraded ? 'degraded' : 'ok';
  }

  /** The latest report of each component, by name in alphabetical order. */
  components(): Readonly<Record<string, ComponentHealth>> {
    return Object.fromEntries([...this.#components].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
