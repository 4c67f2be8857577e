import * as units from '@grafana/grafana-foundation-sdk/units';
import { API_GATEWAY, THRESHOLDS } from '../../../alerts/thresholds';
import { type BoardDefinition } from '../../kit/definition';
import { chosenLinks, errorLinks, serviceLinks } from '../../kit/event-links';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { instant, level, range, rate, table } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';
import { dimension } from '../../kit/variables';
import { inProgress, responseTime } from '../panels/http';
import { cpu, diskUse, memoryUse } from '../panels/process';
import { activeConnections } from '../panels/websocket';

/** What the gateways run on, how they are reached, and who tries to get in. */
export const infrastructure: BoardDefinition = {
  name: 'infrastructure',
  folder: 'platform',
  needs: ['runtime', 'http', 'http-traffic', 'websocket', 'security', 'rate-limit', 'self'],
  description: 'CPU, memory and disk of the gateway processes, their connections, and security events.',
  tags: ['infrastructure', 'api-gateway'],
  scope: 'gateways',
  variables: ({ q }) => [dimension(q, 'route', 'http.requests', 'route')],
  rows: (sources) => [resources(sources), containers(sources), network(sources), events(sources)],
};

function resources(sources: Sources): RowSpec {
  return {
    id: 1,
    title: 'System Resources',
    panels: [
      cpu(sources, { id: 101, title: 'System Resources: CPU', width: 8 }),
      memoryUse(sources, {
        id: 102,
        title: 'System Resources: memory',
        width: 8,
        threshold: atMost(API_GATEWAY.memoryRatio),
        alerts: ['HighMemoryUsage'],
      }),
      diskUse(sources, { id: 103, title: 'System Resources: disk', width: 8 }),
    ],
  };
}

function containers({ q }: Sources): RowSpec {
  const by = ['instance'] as const;
  return {
    id: 2,
    title: 'Containers',
    panels: [
      table({
        id: 201,
        title: 'Container Metrics',
        width: 24,
        description: {
          shows:
            'Resources of each container with a gateway, as its process sees them from inside: a container runs one gateway. What else runs on the node only its own exporters know (node-exporter, cAdvisor), which are no part of this stack.',
          bad: 'One container far above the others: it gets more of the load, or it leaks.',
          next: 'Compare with Event loop lag; take a profile or a heap snapshot of that one.',
        },
        queries: {
          cpu: instant(q.rate('process.cpu', { by, window })),
          memory: instant(q.aggregate('sum', 'process.memory.resident', { by })),
          limit: instant(q.aggregate('max', 'process.memory.limit', { by })),
          free: instant(q.aggregate('min', 'process.disk.free', { by })),
          connections: instant(q.aggregate('sum', 'http.connections.active', { by })),
        },
        joinBy: 'instance',
        columns: [
          { field: 'instance', title: 'Container' },
          { field: 'Value #cpu', title: 'CPU', unit: units.PercentUnit, bar: true },
          { field: 'Value #memory', title: 'Memory', unit: units.BytesIEC, bar: true },
          { field: 'Value #limit', title: 'Memory limit', unit: units.BytesIEC },
          { field: 'Value #free', title: 'Disk free', unit: units.BytesIEC },
          { field: 'Value #connections', title: 'Connections', unit: units.Short },
        ],
        dataLinks: [boardLink('Gateway overview', 'gatewayOverview'), ...chosenLinks],
      }),
    ],
  };
}

function network(sources: Sources): RowSpec {
  const { q } = sources;
  return {
    id: 3,
    title: 'Network Performance',
    panels: [
      responseTime(sources, [0.5, 0.95], { id: 301, title: 'Network Performance: latency', width: 6 }),
      activeConnections(sources, { id: 302, title: 'Network Performance: connections', width: 6 }),
      inProgress(sources, { id: 303, title: 'Requests in progress', width: 6 }),
      level({
        id: 304,
        title: 'Event loop lag',
        width: 6,
        unit: units.Seconds,
        description: {
          shows: '99th percentile of the delay of the event loop of each process since the last scrape.',
          bad: 'Above the red line: it is the process that is slow, and not the network.',
          next: 'See its CPU above; take a profile.',
        },
        queries: {
          lag: range(
            q.aggregate('max', 'runtime.eventloop.lag.p99', { by: ['service', 'instance'] }),
            '{{service}} {{instance}}',
          ),
        },
        threshold: atMost(THRESHOLDS.eventLoopLagSeconds),
        alerts: ['GatewayEventLoopLag'],
        dataLinks: serviceLinks,
      }),
    ],
  };
}

function events({ q }: Sources): RowSpec {
  return {
    id: 4,
    title: 'Security Events',
    panels: [
      rate({
        id: 401,
        title: 'Security Events: failed logins',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Attempts to authenticate that failed, each second, by method.',
          bad: 'A burst: an attack, or a client whose key has ended.',
          next: 'Open error logs of the range: the addresses and the method tell the two apart.',
        },
        queries: {
          failures: range(
            q.rate('auth.attempts', { where: { result: 'failure' }, by: ['method'], window }),
            `{{${q.label('auth.attempts', 'method')}}}`,
            { quietWhenHealthy: true },
          ),
        },
        dataLinks: errorLinks,
      }),
      rate({
        id: 402,
        title: 'Security Events: rate limit violations',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Requests beyond a rate limit, each second, by client.',
          bad: 'One client all the time: it ignores 429 and tries again at once.',
          next: 'Talk to the client, or block it; see the board of rate limits.',
        },
        queries: {
          violations: range(q.rate('rate_limit.violations', { by: ['client'], window }), '{{client}}', {
            quietWhenHealthy: true,
          }),
        },
        alerts: ['RateLimitViolations'],
        dataLinks: [boardLink('Rate limits', 'rateLimits'), ...errorLinks],
      }),
      rate({
        id: 403,
        title: 'Security Events: by type',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Security events that the gateway reported, each second, by type and severity.',
          bad: 'Severity high or critical; or a type that was not there before.',
          next: 'Open the traces of the moment: what the gateway took for an attack is on its span.',
        },
        queries: {
          events: range(
            q.rate('security.events', { by: ['type', 'severity'], window }),
            '{{type}} {{severity}}',
            { quietWhenHealthy: true },
          ),
        },
        dataLinks: errorLinks,
      }),
    ],
  };
}
