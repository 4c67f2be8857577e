import { bind } from '../../instrumentation/contract';
import { defaultPreset } from '../../instrumentation/presets/default';
import { alertRules } from '../compile';
import type { RulesContext } from '../context';
import { STEP } from './values';

/** A context with the intervals of the test series. */
export const CONTEXT: RulesContext = {
  grafanaUrl: 'https://grafana.example.com',
  runbookBaseUrl: 'https://runbooks.example.com/alerts',
  scrapeIntervalSeconds: STEP,
  evaluationIntervalSeconds: STEP,
};

export const BINDING = bind(defaultPreset);

/** The rules of the default preset. */
export const GROUPS = alertRules(BINDING, CONTEXT);
