import type { StackConfig } from '../../config/schema';
import { circumstancesOf } from './circumstances';
import { type CollectorSize, collectorSize } from './collector';
import type { Circumstances, Load } from './load';
import { type PrometheusSize, prometheusSize } from './prometheus';
import { lokiSize, type StoreSize, tempoSize } from './stores';

export { circumstancesOf } from './circumstances';
export { type Circumstances, type Load } from './load';

/** What a load needs, by component. */
export interface StackSize {
  readonly collector: CollectorSize;
  readonly prometheus: PrometheusSize;
  readonly tempo: StoreSize;
  readonly loki: StoreSize;
}

/** Sizes of a stack for a load. Every figure grows, or stays, when a figure of the load does. */
export function stackSize(load: Load, circumstances: Circumstances): StackSize {
  return {
    collector: collectorSize(load, circumstances),
    prometheus: prometheusSize(load, circumstances),
    tempo: tempoSize(load, circumstances),
    loki: lokiSize(load, circumstances),
  };
}

/**
 * What a stack cannot carry as it is made: one Tempo, one Loki, one Prometheus with its copy.
 * @param collectors how many collectors there are in each tier
 */
export function beyond(
  { collector, prometheus, tempo, loki }: StackSize,
  collectors: number,
): readonly string[] {
  return [
    ...(collector.instances > collectors ? [`replicas.collector: ${collector.instances}`] : []),
    ...(prometheus.fits ? [] : ['a distributed store of metrics, such as Mimir, that Prometheus writes to']),
    ...(tempo.fits ? [] : ['Tempo distributed on object storage']),
    ...(loki.fits ? [] : ['Loki distributed on object storage']),
  ];
}

/** A stack configuration with the sizes that a load needs. What is beyond it stays undone: ask {@link beyond}. */
export function sized(config: StackConfig, load: Load): StackConfig {
  const { collector, prometheus, tempo, loki } = stackSize(load, circumstancesOf(config));
  const share = (size: { readonly cpuMillis: number; readonly memoryMiB: number }) => ({
    cpu: `${size.cpuMillis}m`,
    cpuLimit: `${size.cpuMillis * BURST}m`,
    memory: `${size.memoryMiB}Mi`,
  });
  return {
    ...config,
    replicas: { ...config.replicas, collector: collector.instances },
    resources: {
      ...config.resources,
      collector: share(collector),
      prometheus: share(prometheus),
      tempo: share(tempo),
      loki: share(loki),
    },
    storage: {
      ...config.storage,
      prometheus: `${prometheus.volumeMiB}Mi`,
      tempo: `${tempo.volumeMiB}Mi`,
      loki: `${loki.volumeMiB}Mi`,
    },
    sampling: { ...config.sampling, maxTraces: collector.numTraces },
  };
}

/** A component may take this many times what it asks for while it starts or answers a large query. */
const BURST = 2;
