import type { Preset } from '../contract';
import { SERIES_BUDGET } from './series-budget';

/** Names of the OpenTelemetry HTTP conventions, as Prometheus spells them. */
export const defaultPreset: Preset = {
  name: 'default',
  packs: ['http', 'http-traffic', 'websocket', 'runtime', 'export', 'self', 'stack', 'alert-operations'],
  metrics: {
    // A gateway has a few dozen upstreams, each with a handful of methods and codes.
    'http.client.request.duration': { seriesBudget: 500 },
  },
  seriesBudget: SERIES_BUDGET,
};
