import type { Config } from '../config/types';
import type { CollectorProbe } from '../health/collector-probe';
import type { Observability } from '../health/observability';
import type { HealthRegistry } from '../health/registry';
import type { HealthSnapshot } from '../health/snapshot';
import type { MetricsRegistry } from '../metrics/registry';
import { metricsSummary } from '../metrics/summary';
import type { SamplingControl } from '../tracing';
import { flushRoute } from './flush';
import { metricsRoute } from './metrics';
import { json } from './response';
import type { AdminHandler, AdminRoute, AdminRoutes } from './routes';
import { samplingRoute } from './sampling';

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
}

/** The paths of the admin port. */
export function endpoints(sources: EndpointSources): AdminRoutes {
  const { config, registry } = sources;
  return {
    ...healthRoutes(sources),
    '/metrics': metricsRoute(registry, config.admin.protectMetrics),
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

function controlRoutes({ registry, observability, flush, snapshot, sampling }: EndpointSources): AdminRoutes {
  return {
    '/metrics/summary': guarded(() => json(200, metricsSummary(registry, process.uptime()))),
    '/observability': guarded(() => json(200, observability())),
    '/trace/flush': flushRoute({ flush, state: () => snapshot().export }),
    ...(sampling === undefined ? {} : { '/sampling': samplingRoute(sampling) }),
  };
}

function open(GET: AdminHandler): AdminRoute {
  return { access: 'open', methods: { GET } };
}

function guarded(GET: AdminHandler): AdminRoute {
  return { access: 'guarded', methods: { GET } };
}
