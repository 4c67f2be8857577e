import type { HostPort } from '../../model/address';
import { without } from '../../model/without';
import { COLLECTOR_HEALTH_PATH, collectorConfig, memoryLimiter, telemetryReader } from './config';
import { delivery, queueStorage } from './delivery';
import { tailSampling } from './tail-sampling';
import type { CollectorAddresses, CollectorConfig, CollectorSettings } from './types';

/**
 * Collectors in two tiers. Tail sampling has to see all spans of a trace, so more than one collector cannot decide for
 * itself: the collectors that gateways send to do everything up to the decision, and hand each span to the collector of
 * the second tier that its trace id names.
 */

const EXPORTER = 'loadbalancing/sampler';
/** A sampler that comes or goes is noticed within this time; until then its share of the traces waits in the queue. */
const RESOLVE_INTERVAL = '5s';
/** A sampler that does not answer within this time is given up for this batch, which goes back into the queue. */
const SEND_TIMEOUT = '5s';

/** Where the samplers are: a name whose addresses are theirs. */
export interface SamplerName {
  readonly hostname: string;
  readonly port: number;
}

/** The collectors that gateways send to: all that one collector does but for the decision. */
export function entryTierConfig(
  settings: CollectorSettings,
  addresses: CollectorAddresses,
  samplers: SamplerName,
): CollectorConfig {
  const { processors, exporters, service, ...rest } = collectorConfig(settings, addresses);
  return {
    ...rest,
    processors: without(processors, 'tail_sampling'),
    exporters: {
      ...without(exporters, 'otlp_grpc/tempo'),
      [EXPORTER]: {
        routing_key: 'traceID',
        // The queue is in front of the choice: what one sampler does not take is offered to the one that follows it. A
        // queue behind the choice would be lost with its sampler.
        protocol: {
          otlp: { tls: { insecure: true }, timeout: SEND_TIMEOUT, sending_queue: { enabled: false } },
        },
        resolver: {
          dns: { hostname: samplers.hostname, port: String(samplers.port), interval: RESOLVE_INTERVAL },
        },
        ...delivery(settings),
      },
    },
    service: {
      ...service,
      pipelines: {
        ...service.pipelines,
        'traces/sampled': { receivers: ['forward/sampling'], exporters: [EXPORTER] },
      },
    },
  };
}

/** Where a sampler listens, and what it sends to. */
export type SamplerAddresses = Pick<CollectorAddresses, 'otlpGrpc' | 'telemetry' | 'health'> & {
  readonly tempo: HostPort;
};

/** The collectors that decide: whole traces come in, those that are kept go to Tempo. */
export function samplerConfig(settings: CollectorSettings, addresses: SamplerAddresses): CollectorConfig {
  return {
    receivers: { otlp: { protocols: { grpc: { endpoint: addresses.otlpGrpc } } } },
    processors: {
      memory_limiter: memoryLimiter(settings),
      tail_sampling: tailSampling(settings.tailSampling),
    },
    connectors: {},
    exporters: {
      'otlp_grpc/tempo': { endpoint: addresses.tempo, tls: { insecure: true }, ...delivery(settings) },
    },
    extensions: {
      health_check: { endpoint: addresses.health, path: COLLECTOR_HEALTH_PATH },
      ...queueStorage(settings),
    },
    service: {
      extensions: ['health_check', ...Object.keys(queueStorage(settings))],
      pipelines: {
        traces: {
          receivers: ['otlp'],
          processors: ['memory_limiter', 'tail_sampling'],
          exporters: ['otlp_grpc/tempo'],
        },
      },
      telemetry: { metrics: { level: 'normal', readers: [telemetryReader(addresses.telemetry)] } },
    },
  };
}
