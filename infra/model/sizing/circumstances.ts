import type { StackConfig } from '../../config/schema';
import { durationSeconds } from '../duration';
import { stackPreset } from '../preset';
import { stackIntervals } from '../scrape';
import type { Circumstances } from './load';

/** The circumstances that a stack configuration states. */
export function circumstancesOf(config: StackConfig): Circumstances {
  const { retention, sampling } = config;
  return {
    scrapeSeconds: durationSeconds(stackIntervals(config, stackPreset(config)).scrape),
    retentionSeconds: {
      prometheus: durationSeconds(retention.prometheus),
      tempo: durationSeconds(retention.tempo),
      loki: durationSeconds(retention.loki),
    },
    decisionWaitSeconds: durationSeconds(sampling.decisionWait),
    head: sampling.head,
    collectors: Math.min(config.replicas.collector, config.replicas.sampler ?? Infinity),
    remoteWrite: config.remoteWrite.length > 0,
    keepPercent: sampling.keepPercent,
  };
}
