import type { Config, ConfigProblem } from '../config/types';
import type { MetricsRegistry } from '../metrics/registry';
import { type ExportState, exportState } from './export-state';
import type { ComponentHealth, HealthRegistry } from './registry';
import type { HealthStatus } from './reporter';

/** Body of `/health`. */
export interface HealthSnapshot {
  readonly status: HealthStatus;
  /** False once the gateway is about to end. */
  readonly ready: boolean;
  readonly service: string;
  readonly version: string;
  readonly preset: string;
  readonly pid: number;
  readonly uptimeSeconds: number;
  readonly components: Readonly<Record<string, ComponentHealth>>;
  /** By signal. */
  readonly export: Readonly<Record<string, ExportState>>;
  readonly configProblems: readonly ConfigProblem[];
}

export interface SnapshotSources {
  readonly health: HealthRegistry;
  readonly registry: MetricsRegistry;
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  /** Version of this package. */
  readonly version: string;
}

/** How the preload is right now. */
export function healthSnapshot(sources: SnapshotSources): HealthSnapshot {
  const { health, registry, config, problems, version } = sources;
  return {
    status: health.status,
    ready: health.isReady,
    service: config.serviceName,
    version,
    preset: config.preset.name,
    pid: process.pid,
    uptimeSeconds: process.uptime(),
    components: health.components(),
    export: exportState(registry, Date.now() / 1000),
    configProblems: problems,
  };
}
