import { promDuration } from '../../alerts';
import { readStackConfig } from '../../infra/config/file';
import type { StackConfig } from '../../infra/config/schema';
import { ROOT } from './layout';
import type { Pace } from './pace';

/** The stack whose configuration the local mode runs. */
const BASE_STACK = 'dev';

/** Value of the label `environment`. */
const ENVIRONMENT = 'local';

/** A trace should be there when its request has just been answered; a local gateway has no late spans. */
const DECISION_WAIT = '1s';

/**
 * The dev stack's configuration with what one machine needs instead: the preset of its example, its own environment
 * name, quick intervals, every trace kept.
 * @throws StackConfigError naming every mistake in Pulumi.dev.yaml
 */
export function localStackConfig(pace: Pace, grafanaUrl: string, preset: string): StackConfig {
  const base = readStackConfig(BASE_STACK, ROOT);
  return {
    ...base,
    preset,
    environment: ENVIRONMENT,
    intervals: {
      ...base.intervals,
      scrape: promDuration(pace.scrapeSeconds),
      evaluation: promDuration(pace.evaluationSeconds),
    },
    sampling: { ...base.sampling, head: 1, decisionWait: DECISION_WAIT, keepPercent: 100 },
    grafanaUrl,
  };
}
