import type { Preset } from '../contract';

/** Names of the OpenTelemetry HTTP conventions, as Prometheus spells them. */
export const defaultPreset: Preset = {
  name: 'default',
  packs: ['http', 'runtime', 'export', 'self', 'stack'],
  metrics: {},
};
