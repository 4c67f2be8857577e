import type { InternalPart } from '../contract';
import type { HookName } from '../config/hooks';
import type { Config } from '../config/types';
import type { Recorder } from '../metrics/recorder';
import { createClientMetrics, noClientMetrics } from './client-metrics';
import { installClientHook } from './hooks/client';
import { installExpressHook } from './hooks/express';
import { installFastifyHook } from './hooks/fastify';
import { installServerHook, type ServerHook } from './hooks/server';
import { installUndiciHook } from './hooks/undici';
import { type ClientObserver, noClientObserver, noServerObserver, type ServerObserver } from './observer';
import { Routes } from './routes';
import { createServerMetrics, noServerMetrics } from './server-metrics';

export interface HttpHookOptions {
  readonly config: Config;
  readonly registry: Recorder & { countError(where: InternalPart): void };
  /** Undefined while tracing is off or has failed. */
  readonly tracing: { readonly server: ServerObserver; readonly client: ClientObserver } | undefined;
  /** Runs the installation of one hook so that its failure stays its own. */
  readonly part: <T>(part: HookName, run: () => T, component: string) => T | undefined;
}

/** Installs every hook that the configuration does not switch off. */
export function installHttpHooks(options: HttpHookOptions): ServerHook {
  const { config, registry, tracing, part } = options;
  const countError = (where: InternalPart) => registry.countError(where);
  const routes = new Routes();
  const client = {
    metrics: config.metrics.enabled ? createClientMetrics(registry) : noClientMetrics,
    observer: tracing?.client ?? noClientObserver,
    countError,
  };
  const install = <T>(name: HookName, run: () => T): T | undefined =>
    config.disabledHooks.includes(name) ? undefined : part(name, run, `http.${name}`);

  install('express', () => installExpressHook(routes, countError));
  install('fastify', () => installFastifyHook(routes, countError));
  install('client', () => installClientHook(client));
  install('undici', () => installUndiciHook(client));
  const server = install('server', () =>
    installServerHook({
      metrics: config.metrics.enabled ? createServerMetrics(registry) : noServerMetrics,
      observer: tracing?.server ?? noServerObserver,
      routes,
      countError,
    }),
  );
  return server ?? { inFlight: () => 0 };
}
