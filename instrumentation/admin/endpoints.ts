import type { Config } from '../config/types';
import type { CollectorProbe } from '../health/collector-probe';
import type { Observability } from '../health/observability';
import type { HealthRegistry } from '../health/registry';
import type { HealthSnapshot } from '../health/snapshot';
import type { MetricsRegistry } from '../metrics/registry';
import { metricsSummary } from '../metrics/summary';
import type { ServerObserver } from '../http/observer';
import type { SamplingControl, TraceContext } from '../tracing';
import type { AlertsClient } from './alerts/client';
import { alertsProxy } from './alerts/proxy';
import { debugTraceContent, traceContent } from './content/trace';
import { flushRoute } from './flush';
import { metricsRoute } from './metrics';
import { json } from './response';
import type { AdminHandler, AdminRoute, AdminRoutes } from './routes';
import { samplingRoute } from './sampling';
import { traced } from './traced';

export interface EndpointSources {
  readonly config: Config;
  readonly health: HealthRegistry;
  readonly snapshot: () => HealthSnapshot;
  readonly observability: () => Observability;
  readonly registry: MetricsRegistry;
  /** Undefined while traces are off. */
  readonly collector: Pick<CollectorProbe, 'state'> | undefined;
  readonly flush: () => Promise<void>;
  /** Undefined while traces are off. */
  readonly sampling: SamplingControl | undefined;
  /** Undefined without an alert operations server. */
  readonly alerts: AlertsClient | undefined;
  /** Makes requests part of a trace. */
  readonly observer: ServerObserver;
  /** The trace context of the code that calls; undefined outside a trace. */
  readonly traceContext: () => TraceContext | undefined;
}

/** The paths of the admin port. */
export function endpoints(sources: EndpointSources): AdminRoutes {
  const { config, registry } = sources;
  return {
    ...healthRoutes(sources),
    '/metrics': metricsRoute(registry, registry, config.admin.protectMetrics),
    ...(config.admin.control ? controlRoutes(sources) : {}),
  };
}

/**
 * - `/health`: everything about the preload; 200 even when degraded, for the gateway works all the same
 * - `/health/live`: 200 as long as the process answers
 * - `/health/ready`: 503 once the gateway is about to end. It tells by a real export whether the collector accepts, but
 *   a collector that is away makes no gateway unready
 */
function healthRoutes({ health, snapshot, collector }: EndpointSources): AdminRoutes {
  return {
    '/health': open(() => json(200, snapshot())),
    '/health/live': open(() => json(200, { status: 'ok' })),
    '/health/ready': open(async () => {
      const [code, status] = health.isReady ? [200, 'ready'] : [503, 'stopping'];
      return json(code, { status, collector: await collector?.state(), export: snapshot().export });
    }),
  };
}

function controlRoutes(sources: EndpointSources): AdminRoutes {
  const { config, registry, observability, sampling, observer } = sources;
  const alerts = alertsProxy(sources.alerts, config);
  return {
    '/metrics/summary': guarded(() => json(200, metricsSummary(registry, process.uptime()))),
    '/observability': guarded(() => json(200, observability())),
    '/trace': guarded(traced(observer, '/trace', () => json(200, traceContent(sources)))),
    '/trace/flush': flushRoute(sources),
    ...(sampling === undefined ? {} : { '/sampling': samplingRoute(sampling) }),
    '/alerts': { access: 'guarded', methods: { GET: alerts } },
    '/alerts/**': { access: 'guarded', methods: { GET: alerts, POST: alerts, PUT: alerts, DELETE: alerts } },
    ...(config.admin.debug ? debugRoutes(sources) : {}),
  };
}

function debugRoutes(sources: EndpointSources): AdminRoutes {
  const path = '/debug/trace-context';
  return {
    [path]: guarded(
      traced(sources.observer, path, (request) => json(200, debugTraceContent(sources, request))),
    ),
    '/test/alert': {
      access: 'guarded',
      methods: { POST: alertsProxy(sources.alerts, sources.config, '/alerts/test') },
    },
  };
}

function open(GET: AdminHandler): AdminRoute {
  return { access: 'open', methods: { GET } };
}

function guarded(GET: AdminHandler): AdminRoute {
  return { access: 'guarded', methods: { GET } };
}
