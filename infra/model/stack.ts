import { type AlertGroup, alertRules, type Routing } from '../../alerts';
import type { StackConfig } from '../config/schema';
import { durationSeconds } from './duration';
import { stackBinding, stackPreset } from './preset';
import { stackRouting } from './routing';
import { type StackSettings, stackSettings } from './settings';

/** Everything that is decided before an object is made. Pure data. */
export interface StackModel {
  readonly config: StackConfig;
  readonly settings: StackSettings;
  readonly rules: readonly AlertGroup[];
  readonly routing: Routing;
}

/** The model of a stack. */
export function stackModel(config: StackConfig): StackModel {
  const settings = stackSettings(config);
  return {
    config,
    settings,
    rules: alertRules(stackBinding(config), {
      grafanaUrl: config.grafanaUrl,
      runbookBaseUrl: config.runbookBaseUrl,
      gatewayJobs: settings.prometheus.gatewayJobs,
      scrapeIntervalSeconds: durationSeconds(settings.grafana.scrapeInterval),
      evaluationIntervalSeconds: durationSeconds(settings.prometheus.evaluationInterval),
      retentionSeconds: durationSeconds(settings.prometheus.retention.time),
      alertPacks: stackPreset(config).alertPacks ?? [],
    }),
    routing: stackRouting(config),
  };
}
