import { HOOK_NAMES, type HookName, LOGGER_HOOKS } from '../config/hooks';
import { shownConfig } from '../config/shown';
import type { Config, ConfigProblem } from '../config/types';
import type { LibraryState } from '../libraries';
import { loadedCopies, type PackageCopy } from './copies';
import type { HealthRegistry } from './registry';

/** Whether a hook into Node.js or a framework is there, and if not, why. */
export interface HookState {
  readonly name: string;
  readonly installed: boolean;
  /** Set if it is not installed. */
  readonly reason?: string;
}

/** Body of `/observability`. */
export interface Observability {
  readonly service: string;
  /** Effective configuration; secrets are masked. */
  readonly config: unknown;
  readonly configProblems: readonly ConfigProblem[];
  readonly hooks: readonly HookState[];
  /** Libraries whose calls are traced or not, and why. */
  readonly libraries: readonly LibraryState[];
  readonly versions: Readonly<Record<string, string>>;
  /** Loaded copies of packages of which there should be one. */
  readonly copies: readonly PackageCopy[];
}

export interface ObservabilitySources {
  readonly health: HealthRegistry;
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  /** Version of this package. */
  readonly version: string;
  /** None where no gateway runs. */
  readonly libraries?: readonly LibraryState[];
}

/** What the preload does in this process and how it was told to. */
export function observability(sources: ObservabilitySources): Observability {
  const { health, config, problems, version, libraries = [] } = sources;
  return {
    service: config.serviceName,
    config: shownConfig(config),
    configProblems: problems,
    hooks: hookStates(config, health),
    libraries,
    versions: { gatewatch: version, node: process.versions.node, v8: process.versions.v8 },
    copies: loadedCopies(),
  };
}

function hookStates(config: Config, health: HealthRegistry): HookState[] {
  const components = health.components();
  return HOOK_NAMES.map((name) => {
    if (config.disabledHooks.includes(name)) {
      return { name, installed: false, reason: 'switched off by GATEWATCH_DISABLED_HOOKS' };
    }
    const area = isLoggerHook(name) ? 'logs' : 'http';
    if (area === 'logs' && !config.logs.correlate && !config.logs.export) {
      return { name, installed: false, reason: 'correlation and export of logs are switched off' };
    }
    // A hook reports only what keeps it from working, and so does the part that installs them all.
    const failed = [components[`${area}.${name}`], components[area]].find(
      (component) => component?.status === 'degraded',
    );
    return failed === undefined
      ? { name, installed: true }
      : { name, installed: false, reason: failed.message ?? 'not installed' };
  });
}

function isLoggerHook(name: HookName): boolean {
  return (LOGGER_HOOKS as readonly HookName[]).includes(name);
}
