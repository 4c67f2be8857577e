export * from './compile';
export type { Compression, RulesContext } from './context';
export * from './detection';
export * from './duration';
export * from './markdown';
export { ALERT_NAMES, type AlertName } from './packs';
export * from './render/prometheus-rule';
export * from './render/rules';
export * from './routing';
export {
  type AlertGroup,
  type AlertRule,
  type Annotations,
  type RecordingRule,
  SEVERITIES,
  type Severity,
} from './rule';
export * from './slo';
export * from './thresholds';
