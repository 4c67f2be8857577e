import type { InternalPart } from '../contract';
import type { HookName } from '../config/hooks';
import type { Config } from '../config/types';
import type { Recorder } from '../metrics/recorder';
import type { Claims } from './claims';
import { createClientMetrics, noClientMetrics } from './client-metrics';
import { installClaimHook } from './hooks/claims';
import { installClientHook } from './hooks/client';
import { installConnectionHook } from './hooks/connections';
import { installExpressHook } from './hooks/express';
import { installFastifyHook } from './hooks/fastify';
import { installHttp2Hook } from './hooks/http2';
import { installKoaHook } from './hooks/koa';
import { installServerHook } from './hooks/server';
import { installUndiciHook } from './hooks/undici';
import { installUpgradeHook } from './hooks/upgrades';
import { type ClientObserver, noClientObserver, noServerObserver, type ServerObserver } from './observer';
import { routeTable } from './route-table';
import { Routes } from './routes';
import { ServerEvents } from './server-events';
import { createServerMetrics, noServerMetrics } from './server-metrics';
import { ServerRequest } from './server-request';

export interface HttpHookOptions {
  readonly config: Config;
  readonly registry: Recorder & { countError(where: InternalPart): void };
  /** Undefined while tracing is off or has failed. */
  readonly tracing: { readonly server: ServerObserver; readonly client: ClientObserver } | undefined;
  /** Requests that the preload answers on the gateway's own servers; undefined if there are none. */
  readonly claims: Claims | undefined;
  /** Runs the installation of one hook so that its failure stays its own. */
  readonly part: <T>(part: HookName | 'admin', run: () => T, component: string) => T | undefined;
}

/** What the rest of the preload asks the hooks. */
export interface HttpHooks {
  /** Requests that have begun and not yet ended. */
  inFlight(): number;
}

/** Installs every hook that the configuration does not switch off. */
export function installHttpHooks(options: HttpHookOptions): HttpHooks {
  const { config, registry, tracing, claims, part } = options;
  const { enabled } = config.metrics;
  const countError = (where: InternalPart) => registry.countError(where);
  const hasTraffic = config.preset.packs.includes('http-traffic');
  const metrics = enabled ? createServerMetrics(registry, hasTraffic) : noServerMetrics;
  const routes = metrics.measuresTraffic
    ? new Routes((notes, route) => {
        if (notes instanceof ServerRequest) notes.routed(route);
      })
    : new Routes();
  if (config.routes.length > 0) routes.addResolver(routeTable(config.routes));

  const open = { count: 0 };
  const server = {
    metrics,
    observer: tracing?.server ?? noServerObserver,
    routes,
    countError,
    hasClaims: claims !== undefined,
    open,
  };
  const client = {
    metrics: enabled ? createClientMetrics(registry) : noClientMetrics,
    observer: tracing?.client ?? noClientObserver,
    countError,
  };
  const events = new ServerEvents(countError);
  const install = (name: HookName, run: () => void): void => {
    if (!config.disabledHooks.includes(name)) part(name, run, `http.${name}`);
  };
  // First, for the others leave alone what is claimed.
  if (claims !== undefined) {
    part('admin', () => installClaimHook(events, claims, countError), 'admin.endpoints');
  }
  install('express', () => installExpressHook(routes, countError));
  install('fastify', () => installFastifyHook(routes, countError));
  install('koa', () => installKoaHook(routes, countError));
  install('client', () => installClientHook(client));
  install('undici', () => installUndiciHook(client));
  install('server', () => installServerHook(server));
  install('http2', () => installHttp2Hook(events, server));
  install('upgrades', () => installUpgradeHook(events, enabled ? registry : undefined, server));
  if (enabled) install('connections', () => installConnectionHook(events, registry, metrics));
  return { inFlight: () => open.count };
}
