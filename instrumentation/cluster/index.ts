import type { Cluster } from 'node:cluster';
import type { Binding } from '../contract';
import type { Config } from '../config/types';
import type { HealthReporter } from '../health/reporter';
import type { Log } from '../log/log';
import type { MetricsRegistry } from '../metrics/registry';
import type { SharedPolicy } from '../tracing';
import { Together } from './together';

export interface ClusterOptions {
  readonly config: Config;
  readonly registry: MetricsRegistry;
  readonly binding: Binding;
  /** Undefined while tracing is off. */
  readonly sampling: SharedPolicy | undefined;
  readonly health: HealthReporter;
  readonly log: Log;
  /** Opens the admin port. */
  readonly serve: (told?: ServeTold) => void;
}

/** What becomes of the admin port. */
export interface ServeTold {
  readonly onListening: () => void;
  /** `report` tells health and log that there is no admin port. */
  readonly onTaken: (report: () => void) => void;
}

/** This process among the others of its gateway. */
export interface ClusterPart {
  /** Tells the others everything for the last time; for the very end of the process. */
  leave(): void;
}

/**
 * Opens the admin port, and sees to it that one port shows what all processes of a clustered gateway have counted.
 * The primary has the port, if it runs the preload; else (under a process manager that forks) the worker that got it,
 * and if that ends, another takes over with everything that was counted. A sampling policy that one of them is told is
 * that of all. Nothing is sent over the gateway's own
 * channel between primary and workers.
 */
export function openCluster(options: ClusterOptions): ClusterPart {
  if (!options.config.cluster.enabled) {
    options.serve();
    return { leave: () => undefined };
  }
  const cluster = nodeCluster();
  const together = new Together(options);
  if (cluster.isWorker) {
    void together.join();
  } else {
    options.serve();
    cluster.once('fork', () => together.lead());
  }
  return {
    leave: () => {
      try {
        together.leave();
      } catch {
        options.registry.countError('cluster');
      }
    },
  };
}

/** True of a process whose metrics another one adds to its own. */
export function isClusterWorker({ cluster }: Pick<Config, 'cluster'>): boolean {
  return cluster.enabled && nodeCluster().isWorker;
}

function nodeCluster(): Cluster {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- typed as its own default export
  return require('node:cluster') as Cluster;
}
