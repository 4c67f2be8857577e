import { GATEWAY } from '../../examples/frame';
import { getJson } from '../clients/json';
import { adminHeaders } from '../proofs/admin-headers';
import { queryLogs } from '../clients/loki';
import { prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import { QUERIES_16110, VARIABLE_16110 } from './dashboard-16110';
import { curl, expectTexts, type SeedCheck } from './seed-check';

const own = (stack: RunningStack, path: string): string => stack.at.url(GATEWAY) + path;

const prometheusHealthy = (lines: string): SeedCheck => ({
  name: 'GET /-/healthy of Prometheus',
  lines,
  run: async ({ endpoints }) => (await curl(`${endpoints.prometheus}/-/healthy`)).trim(),
});

function targetUp(job: string, lines: string): SeedCheck {
  return {
    name: `Prometheus shows ${job} as up`,
    lines,
    run: async ({ endpoints }) => {
      const targets = await prometheusClient(endpoints.prometheus).targets();
      const found = targets.filter((target) => target.job === job);
      if (found.length > 0 && found.every(({ health }) => health === 'up')) return `${found.length} up`;
      throw new Error(
        found.map(({ instance, health }) => `${instance} is ${health}`).join('; ') || 'no target',
      );
    },
  };
}

function hasData(name: string, lines: string, query: string): SeedCheck {
  return {
    name,
    lines,
    run: async ({ endpoints }) => {
      const series = await prometheusClient(endpoints.prometheus).query(query);
      const values = series.flatMap((one) => one.values).filter(Number.isFinite);
      if (values.length === 0) throw new Error(`no data for ${query}`);
      return `${values.length} values`;
    },
  };
}

const gatewayz: readonly SeedCheck[] = [
  prometheusHealthy('304'),
  {
    name: 'GET /api/v1/targets of Prometheus: every target is up and was scraped',
    lines: '307',
    run: async ({ endpoints }) => {
      const { data } = await getJson<{
        data: { activeTargets: { scrapePool: string; health: string; lastScrape: string }[] };
      }>(`${endpoints.prometheus}/api/v1/targets`);
      const bad = data.activeTargets.filter(({ health, lastScrape }) => health !== 'up' || lastScrape === '');
      if (bad.length > 0)
        throw new Error(bad.map(({ scrapePool, health }) => `${scrapePool} ${health}`).join('; '));
      return data.activeTargets.map(({ scrapePool }) => scrapePool).join(', ');
    },
  },
  ...['production', 'staging'].map((environment) => targetUp(`gatewayz_${environment}`, '307')),
  {
    name: 'GET /metrics has the latency histogram with its bounds',
    lines: '318-324, 369, 419',
    run: async (stack) =>
      expectTexts(await curl(own(stack, '/metrics')), [
        'http_request_duration_seconds_bucket',
        'le="0.75"',
        'le="1.5"',
        'le="10"',
      ]),
  },
  ...['', '?tags=service.name=gatewayz-api'].map((query) => ({
    name: `GET /api/search${query} of Tempo finds traces`,
    lines: '335-338',
    run: async ({ endpoints }: RunningStack) => {
      const { traces = [] } = await getJson<{ traces?: object[] }>(`${endpoints.tempo}/api/search${query}`);
      if (traces.length === 0) throw new Error('no traces');
      return `${traces.length} traces`;
    },
  })),
  {
    name: 'GET /health of the gateway',
    lines: '349',
    run: async (stack) => (await curl(own(stack, '/health'))).slice(0, 60),
  },
  {
    name: 'lines of {job="gatewayz-api"} in Loki hold a trace id (asked as a range, which is what Loki 3 takes)',
    lines: '352',
    run: async ({ endpoints }) => {
      const lines = await queryLogs(endpoints.loki, '{job="gatewayz-api"}');
      const withId = lines.filter(({ line, labels }) => line.includes('trace_id') || 'trace_id' in labels);
      if (withId.length === 0) throw new Error(`${lines.length} lines, none with a trace id`);
      return `${withId.length} of ${lines.length} lines`;
    },
  },
  {
    name: 'POST /v1/traces takes OTLP over HTTP',
    lines: '388',
    run: async ({ endpoints }) => {
      const headers = { 'content-type': 'application/json' };
      return curl(`${endpoints.otlpHttp}/v1/traces`, {
        method: 'POST',
        headers,
        body: '{"resourceSpans":[]}',
      });
    },
  },
  hasData(
    'quantile of the latency',
    '495',
    'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[1m])))',
  ),
  hasData('dashboard 16110: its variable', '81', VARIABLE_16110.metric),
  ...Object.entries(QUERIES_16110).map(([panel, query]) =>
    hasData(`dashboard 16110: ${panel}`, '81', query.replaceAll('$app_name', 'gatewayz-api')),
  ),
];

const eucora: readonly SeedCheck[] = [
  prometheusHealthy('200'),
  {
    name: 'GET /api/v1/metrics/ is in the Prometheus format',
    lines: '305',
    run: async (stack) => expectTexts(await curl(own(stack, '/api/v1/metrics/')), ['# HELP ', '# TYPE ']),
  },
  targetUp('eucora-control-plane', '306'),
  {
    name: 'a request without X-Correlation-ID gets one',
    lines: '308',
    run: async (stack) => {
      const { path, headers = {} } = stack.example.probe;
      const response = await fetch(own(stack, path), { headers });
      await response.arrayBuffer();
      const id = response.headers.get('x-correlation-id');
      if (id === null) throw new Error(`GET ${path}: no x-correlation-id`);
      return `x-correlation-id of ${id.length} characters`;
    },
  },
];

const apiGateway: readonly SeedCheck[] = [
  ...(
    [
      ['GET', '/api/v1/debug/trace-context', '568'],
      ['POST', '/api/v1/test/alert?severity=warning&message=Test', '571'],
      ['GET', '/api/v1/observability', '574'],
    ] as const
  ).map(([method, path, lines]) => ({
    name: `${method} ${path}`,
    lines,
    run: async (stack: RunningStack) =>
      (await curl(own(stack, path), { method, headers: await adminHeaders(stack) })).slice(0, 80),
  })),
  hasData(
    'requests of /api/v1/health are counted',
    '164',
    'http_requests_total{method="GET",endpoint="/api/v1/health",status_code="200"}',
  ),
];

/** By preset; a text that lists no check has none. */
export const SEED_CHECKS: Readonly<Record<string, readonly SeedCheck[]>> = {
  beamline: [],
  gatewayz,
  'warehouse-hub': [],
  eucora,
  'api-gateway': apiGateway,
};
