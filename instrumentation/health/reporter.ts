/** `degraded`: the gateway works, but a part of its telemetry does not. Nothing here can make a gateway fail. */
export type HealthStatus = 'ok' | 'degraded';

/** Where parts of the preload say how they are. The latest report of a component counts. */
export interface HealthReporter {
  report(component: string, status: HealthStatus, message?: string): void;
}
