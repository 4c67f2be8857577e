import type { TailSampling } from './types';

/** A decision is remembered for about this many times the decision wait; an entry is 16 bytes of trace id and little else. */
const DECISIONS_PER_TRACE_SLOT = 10;

/** The tail sampling processor's configuration: errors and slow traces always, of the rest a share. */
export function tailSampling(sampling: TailSampling): object {
  return {
    decision_wait: sampling.decisionWait,
    num_traces: sampling.maxTraces,
    // Late spans of a decided trace follow the decision from these caches instead of making a trace of their own.
    decision_cache: {
      sampled_cache_size: sampling.maxTraces * DECISIONS_PER_TRACE_SLOT,
      non_sampled_cache_size: sampling.maxTraces * DECISIONS_PER_TRACE_SLOT,
    },
    policies: [
      { name: 'errors', type: 'status_code', status_code: { status_codes: ['ERROR'] } },
      { name: 'slow', type: 'latency', latency: { threshold_ms: sampling.slowMs } },
      {
        name: 'share',
        type: 'probabilistic',
        probabilistic: { sampling_percentage: sampling.keepPercent },
      },
    ],
  };
}
