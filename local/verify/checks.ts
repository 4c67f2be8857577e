import { GATEWAY } from '../../examples/frame';
import { adminHeaders } from '../proofs/admin-headers';
import type { RunningStack } from '../running-stack';
import { gatewayz } from './gatewayz';
import { hasData, prometheusHealthy, targetUp } from './prometheus-checks';
import { ask, expectTexts, type SeedCheck } from './seed-check';

const own = (stack: RunningStack, path: string): string => stack.at.url(GATEWAY) + path;

const eucora: readonly SeedCheck[] = [
  prometheusHealthy('200'),
  {
    id: 'metrics-page',
    name: 'GET /api/v1/metrics/ is in the Prometheus format',
    lines: '305',
    run: async (stack) => expectTexts(await ask(own(stack, '/api/v1/metrics/')), ['# HELP ', '# TYPE ']),
  },
  targetUp('eucora-control-plane', '306'),
  {
    id: 'correlation-id',
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
      ['trace-context', 'GET', '/api/v1/debug/trace-context', '568'],
      ['test-alert', 'POST', '/api/v1/test/alert?severity=warning&message=Test', '571'],
      ['observability', 'GET', '/api/v1/observability', '574'],
    ] as const
  ).map(([id, method, path, lines]) => ({
    id,
    name: `${method} ${path}`,
    lines,
    run: async (stack: RunningStack) =>
      (await ask(own(stack, path), { method, headers: await adminHeaders(stack) })).slice(0, 80),
  })),
  hasData(
    'health-requests',
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
