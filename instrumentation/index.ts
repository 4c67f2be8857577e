import { type Gatewatch, running } from './handle';
import type { HealthSnapshot } from './health/snapshot';

export * from './api';
export type { ConfigProblem } from './config/types';
export type { ExportState } from './health/export-state';
export type { ComponentHealth } from './health/registry';
export type { HealthStatus } from './health/reporter';
export type { Gatewatch, HealthSnapshot };

/** True if the preload runs in this process. */
export function isActive(): boolean {
  return running() !== undefined;
}

/** How the preload is, the body of `/health`; undefined if it does not run. */
export function health(): HealthSnapshot | undefined {
  return running()?.health();
}

/** All metrics in the Prometheus text format, the body of `/metrics`; empty if the preload does not run. */
export async function metrics(): Promise<string> {
  return (await running()?.metrics()) ?? '';
}

/**
 * Sends what waits for export. Never rejects.
 * @param deadlineMs resolves after this time at the latest; 5000 by default
 */
export async function flush(deadlineMs?: number): Promise<void> {
  await running()?.flush(deadlineMs);
}
