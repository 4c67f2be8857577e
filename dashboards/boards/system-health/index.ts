import { API_GATEWAY } from '../../../alerts/thresholds';
import { type BoardDefinition } from '../../kit/definition';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { dimension } from '../../kit/variables';
import { errorClasses, httpConnections, requestRate, responseTime } from '../panels/http';
import { cpu, diskUse, memoryUse } from '../panels/process';
import { queries } from './queries';

/** A system with a database at a glance: requests, statements, processes. */
export const systemHealth: BoardDefinition = {
  name: 'systemHealth',
  folder: 'gateways',
  needs: ['http', 'database', 'runtime'],
  description:
    'Rate, errors and duration of requests, the database behind them, and CPU, memory and connections.',
  tags: ['gateway', 'database', 'system'],
  scope: 'gateways',
  variables: ({ q }) => [dimension(q, 'route', 'http.requests', 'route')],
  rows: (sources) => [requests(sources), queries(sources), processes(sources)],
};

function requests(sources: Sources): RowSpec {
  const links = [boardLink('Gateway overview', 'gatewayOverview')];
  const isHub = sources.has('tenant-business');
  return {
    id: 1,
    title: 'Requests',
    panels: [
      requestRate(sources, { id: 101, title: 'Rate', width: 8, links }),
      errorClasses(sources, {
        id: 102,
        title: 'Errors',
        width: 8,
        links,
        alerts: [isHub ? 'HttpErrorRateHigh' : 'HighHTTPErrorRate'],
      }),
      responseTime(sources, [0.5, 0.95, 0.99], {
        id: 103,
        title: 'Duration',
        width: 8,
        links,
        alerts: [isHub ? 'HttpLatencyHigh' : 'HighAPILatency'],
      }),
    ],
  };
}

function processes(sources: Sources): RowSpec {
  const hasConnections = sources.has('http-traffic');
  const width = hasConnections ? 6 : 8;
  return {
    id: 3,
    title: 'Processes',
    panels: [
      cpu(sources, { id: 301, title: 'CPU', width }),
      memoryUse(sources, { id: 302, title: 'Memory', width, threshold: atMost(API_GATEWAY.memoryRatio) }),
      diskUse(sources, { id: 303, title: 'Disk', width }),
      ...(hasConnections ? [httpConnections(sources, { id: 304, title: 'Connections', width })] : []),
    ],
  };
}
