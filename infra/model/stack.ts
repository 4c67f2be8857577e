import { type AlertGroup, alertRules, type Routing } from '../../alerts';
import type { StackConfig } from '../config/schema';
import { durationSeconds } from './duration';
import { stackRouting } from './routing';
import { stackBinding, type StackSettings, stackSettings } from './settings';

/** Everything that is decided before an object is made. Pure data. */
export interface StackModel {
  readonly config: StackConfig;
  readonly settings: StackSettings;
  readonly rules: readonly AlertGroup[];
  readonly routing: Routing;
}

/** The model of a stack. */
export function stackModel(config: StackConfig): StackModel {
  return {
    config,
    settings: stackSettings(config),
    rules: alertRules(stackBinding(config), {
      grafanaUrl: config.grafanaUrl,
      runbookBaseUrl: config.runbookBaseUrl,
      scrapeIntervalSeconds: durationSeconds(config.intervals.scrape),
      evaluationIntervalSeconds: durationSeconds(config.intervals.evaluation),
    }),
    routing: stackRouting(config),
  };
}
