import { bind, type Binding, gatewayJobs, type Preset } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { alertRules } from '../compile';
import type { RulesContext } from '../context';
import type { AlertName } from '../packs';
import type { AlertGroup } from '../rule';
import { STEP } from './values';

/** Packs that a stack may ask for, whatever its preset. */
const ON_DEMAND = ['stack.certificates'];

/** A context with the intervals of the test series. */
export function contextOf(preset: Preset): RulesContext {
  return {
    ...CONTEXT,
    gatewayJobs: gatewayJobs(preset),
    alertPacks: [...(preset.alertPacks ?? []), ...ON_DEMAND],
  };
}

/** That of the default preset. */
export const CONTEXT: RulesContext = {
  gatewayJobs: gatewayJobs(defaultPreset),
  grafanaUrl: 'https://grafana.example.com',
  runbookBaseUrl: 'https://runbooks.example.com/alerts',
  scrapeIntervalSeconds: STEP,
  evaluationIntervalSeconds: STEP,
  alertPacks: ON_DEMAND,
};

export const BINDING = bind(defaultPreset);

/** The rules of the default preset. */
export const GROUPS = alertRules(BINDING, contextOf(defaultPreset));

/** What the cases of a preset are made from, and its rules. */
export interface PresetRules {
  readonly binding: Binding;
  readonly jobs: readonly string[];
  readonly groups: readonly AlertGroup<AlertName>[];
}

/** The rules of a preset. */
export function rulesOf(preset: Preset): PresetRules {
  const binding = bind(preset);
  return { binding, jobs: gatewayJobs(preset), groups: alertRules(binding, contextOf(preset)) };
}
