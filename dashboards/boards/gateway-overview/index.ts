import { anyOf, queries } from '../../../alerts/promql';
import { type Binding, type PackName, packs } from '../../../instrumentation/contract';
import { annotations } from '../../kit/annotations';
import { type BoardContext } from '../../kit/board';
import { type BoardSpec } from '../../kit/render-board';
import { type RowSpec } from '../../kit/panel';
import { chosenGateways } from '../../kit/scope';
import { datasourceVariable, labelVariable } from '../../kit/variables';
import { events } from './events';
import { golden } from './golden';
import { instrumentation } from './instrumentation';
import { liveness } from './liveness';
import { routes } from './routes';
import { saturation } from './saturation';
import { type Sources } from './sources';
import { telemetryExport } from './telemetry';
import { upstream } from './upstream';

/** Rows by the packs that they read: a preset that switches a pack off has a board without its rows. */
const ROWS: readonly (readonly [needs: readonly PackName[], row: (sources: Sources) => RowSpec])[] = [
  [['stack', 'runtime', 'self'], liveness],
  [['http'], golden],
  [['http'], routes],
  [['http'], upstream],
  [['runtime'], saturation],
  [['export'], telemetryExport],
  [['self'], instrumentation],
  [[], events],
];

/** The board that a page leads to: is the gateway well, and if not, where is it ill? */
export function gatewayOverview(binding: Binding, { gatewayJobs }: BoardContext): BoardSpec {
  const q = queries(binding, chosenGateways(gatewayJobs));
  const targets = queries(binding, { job: anyOf(gatewayJobs) });
  const isOn = (pack: PackName) => Object.keys(packs[pack]).every((id) => binding.has(id as never));
  const environment = { regex: '$environment' } as const;
  const route = binding.get('http.requests')?.labels['route'];
  return {
    name: 'gatewayOverview',
    folder: 'gateways',
    description:
      'Rate, errors, duration and saturation of the gateways, their upstreams, and their own telemetry.',
    tags: ['gateway', 'generated'],
    variables: [
      datasourceVariable('prometheus', 'Metrics'),
      datasourceVariable('loki', 'Logs'),
      datasourceVariable('tempo', 'Traces'),
      labelVariable('environment', 'Environment', 'environment', targets.series('prometheus.up')),
      labelVariable('service', 'Service', 'service', targets.series('prometheus.up', { environment })),
      ...(route === undefined ? [] : [labelVariable('route', 'Route', route, q.series('http.requests'))]),
    ],
    annotations: annotations(q),
    rows: ROWS.filter(([needs]) => needs.every(isOn)).map(([, row]) => row({ q, binding })),
  };
}
