import type { Preset } from '../contract';
import { SERIES_BUDGET } from './series-budget';

/** Names of the OpenTelemetry HTTP conventions, as Prometheus spells them. */
export const defaultPreset: Preset = {
  name: 'default',
  packs: ['http', 'runtime', 'export', 'self', 'stack'],
  metrics: {},
  seriesBudget: SERIES_BUDGET,
};
