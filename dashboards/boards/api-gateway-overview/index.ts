import { API_GATEWAY } from '../../../alerts/thresholds';
import { type BoardDefinition } from '../../kit/definition';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { dimension } from '../../kit/variables';
import {
  bodySizes,
  errorClasses,
  errorKinds,
  inProgress,
  requestRate,
  responseTime,
  throughput,
} from '../panels/http';
import { activeConnections, messages } from '../panels/websocket';

/** The API at a glance: rate, time, errors, bytes and connections. */
export const apiGatewayOverview: BoardDefinition = {
  name: 'apiGatewayOverview',
  folder: 'gateways',
  needs: ['http', 'http-traffic', 'websocket', 'websocket-messages'],
  description: 'Requests, their time and their errors, what goes through, and who is connected.',
  tags: ['gateway', 'api-gateway'],
  scope: 'gateways',
  variables: ({ q }) => [dimension(q, 'route', 'http.requests', 'route')],
  rows: (sources) => [requests(sources), traffic(sources)],
};

function requests(sources: Sources): RowSpec {
  const links = [boardLink('Service Health', 'serviceHealth')];
  return {
    id: 1,
    title: 'Requests',
    panels: [
      requestRate(sources, { id: 101, title: 'Request Rate', width: 8 }),
      responseTime(sources, [0.95, 0.99], {
        id: 102,
        title: 'Response Time',
        width: 8,
        alerts: ['GatewayHighLatencyP95', 'HighResponseTime'],
        links,
      }),
      errorClasses(sources, {
        id: 103,
        title: 'Error Rate',
        width: 8,
        threshold: atMost(API_GATEWAY.errorRatio),
        alerts: ['HighErrorRate'],
        links,
      }),
    ],
  };
}

function traffic(sources: Sources): RowSpec {
  const links = [boardLink('Business Metrics', 'businessMetrics')];
  return {
    id: 2,
    title: 'Traffic',
    panels: [
      throughput(sources, { id: 201, title: 'Throughput', width: 8 }),
      bodySizes(sources, { id: 202, title: 'Sizes of bodies', width: 8 }),
      activeConnections(sources, { id: 203, title: 'Active Connections', width: 8, links }),
      inProgress(sources, { id: 204, title: 'Requests in progress', width: 8 }),
      errorKinds(sources, { id: 205, title: 'Errors by kind', width: 8 }),
      messages(sources, { id: 206, title: 'WebSocket messages', width: 8, links }),
    ],
  };
}
