import type { StackJob } from '../../instrumentation/contract';
import { scrapeTimeout } from '../components/prometheus/config';
import type { StackConfig } from '../config/schema';
import { type Component, type PortName } from '../model/endpoints';
import { type GatewayScrape, scrapesIn } from '../model/scrape';
import type { StackModel } from '../model/stack';
import { labelsOf, PART_OF } from './labels';
import type { KubernetesObject, Labels } from './object';

interface Relabeling {
  readonly targetLabel?: string;
  readonly replacement?: string;
  readonly regex?: string;
  readonly action?: 'replace' | 'labeldrop';
}

/** The operator's ServiceMonitor, with the fields that this project uses. */
export interface ServiceMonitor extends KubernetesObject {
  readonly kind: 'ServiceMonitor';
  readonly spec: {
    readonly selector: { readonly matchLabels: Labels };
    readonly namespaceSelector: { readonly matchNames: readonly string[] };
    readonly endpoints: readonly {
      readonly port: string;
      readonly path: string;
      readonly interval?: string;
      readonly scrapeTimeout?: string;
      readonly honorLabels?: true;
      readonly authorization?: { readonly credentials: { readonly name: string; readonly key: string } };
      readonly relabelings: readonly Relabeling[];
      readonly metricRelabelings?: readonly Relabeling[];
    }[];
  };
}

export type Gateway = StackConfig['gateways'][number];

type Endpoint = ServiceMonitor['spec']['endpoints'][number];

/** Scrapes a gateway in its own namespace: each of the preset's paths under its own job. */
export function gatewayMonitor({ config, settings }: StackModel, gateway: Gateway): ServiceMonitor {
  const { gatewayScrapes, honorLabels } = settings.prometheus;
  const endpoint = (scrape: GatewayScrape): Endpoint => ({
    port: gateway.metricsPort,
    path: scrape.path,
    ...pace(scrape.interval),
    ...(honorLabels ? { honorLabels } : {}),
    ...(scrape.needsToken && gateway.metricsToken !== undefined
      ? {
          authorization: {
            credentials: { name: gateway.metricsToken.secret, key: gateway.metricsToken.key },
          },
        }
      : {}),
    relabelings: targetLabels({
      ...scrape.labels,
      job: scrape.job,
      service: gateway.service,
      environment: config.environment,
    }),
  });
  return {
    ...serviceMonitor(`gateway-${gateway.service}`, config.namespace, PART_OF),
    spec: {
      selector: { matchLabels: gateway.selector },
      namespaceSelector: { matchNames: [gateway.namespace] },
      endpoints: scrapesIn(gatewayScrapes, config.environment).map(endpoint),
    },
  };
}

interface StackMonitorOptions {
  /** Name of the monitor; that of the job unless given. */
  readonly name?: string;
  /** That of the Prometheus object unless given. */
  readonly interval?: string;
  readonly metricRelabelings?: readonly Relabeling[];
}

/** Scrapes one port of a component of the stack. */
export function stackMonitor<C extends Component>(
  config: StackConfig,
  component: C,
  job: StackJob,
  port: PortName<C>,
  { name = job, interval, metricRelabelings }: StackMonitorOptions = {},
): ServiceMonitor {
  return {
    ...serviceMonitor(name, config.namespace, labelsOf(component)),
    spec: {
      selector: { matchLabels: labelsOf(component) },
      namespaceSelector: { matchNames: [config.namespace] },
      endpoints: [
        {
          port,
          path: '/metrics',
          ...(interval === undefined ? {} : pace(interval)),
          relabelings: targetLabels({ job, service: job, environment: config.environment }),
          ...(metricRelabelings === undefined ? {} : { metricRelabelings }),
        },
      ],
    },
  };
}

/** The timeout of the Prometheus object may be longer than this interval, which the operator refuses. */
function pace(interval: string): Pick<Endpoint, 'interval' | 'scrapeTimeout'> {
  return { interval, scrapeTimeout: scrapeTimeout(interval) };
}

function serviceMonitor(name: string, namespace: string, labels: Labels) {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name, namespace, labels },
  } as const;
}

/** The operator would name job and service after the Kubernetes Service; rules and boards know the contract's names. */
function targetLabels(labels: Labels): Relabeling[] {
  return Object.entries(labels).map(([targetLabel, replacement]) => ({
    targetLabel,
    replacement,
    action: 'replace',
  }));
}
