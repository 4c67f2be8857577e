import { type BoardDefinition } from '../../kit/definition';
import { delivery } from './delivery';
import { services } from './services';
import { series } from './series';
import { spansAndLines } from './spans-and-lines';

/** What telemetry costs: the series, spans and log lines that gateways make, and who makes them. */
export const telemetryCostBoard: BoardDefinition = {
  name: 'telemetryCost',
  folder: 'platform',
  needs: ['http', 'self', 'export', 'runtime', 'stack'],
  description: 'Series, samples, spans, log lines and bytes: how many, whose, and what was folded or lost.',
  tags: ['stack'],
  scope: 'stack',
  from: 'now-6h',
  rows: (sources) => [series(sources), spansAndLines(sources), services(sources), delivery(sources)],
};
