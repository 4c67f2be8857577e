import { type PackName } from '../../../instrumentation/contract';
import { type BoardDefinition } from '../../kit/definition';
import { type RowSpec } from '../../kit/panel';
import { type Sources } from '../../kit/sources';
import { dimension } from '../../kit/variables';
import { events } from './events';
import { golden } from './golden';
import { instrumentation } from './instrumentation';
import { liveness } from './liveness';
import { routes } from './routes';
import { saturation } from './saturation';
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
export const gatewayOverview: BoardDefinition = {
  name: 'gatewayOverview',
  folder: 'gateways',
  needs: [],
  description:
    'Rate, errors, duration and saturation of the gateways, their upstreams, and their own telemetry.',
  tags: ['gateway', 'generated'],
  scope: 'gateways',
  variables: ({ q }) =>
    q.carries('http.requests', 'route') ? [dimension(q, 'route', 'http.requests', 'route')] : [],
  rows: (sources) => ROWS.filter(([needs]) => sources.has(...needs)).map(([, row]) => row(sources)),
};
