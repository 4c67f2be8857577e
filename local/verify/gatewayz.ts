import { GATEWAY } from '../../examples/frame';
import type { RunningStack } from '../running-stack';
import { QUERIES_16110, VARIABLE_16110 } from './dashboard-16110';
import { logLines, logsOfHealth } from './gatewayz-logs';
import { otlpOverHttp, searchedTraces } from './gatewayz-traces';
import { hasData, prometheusHealthy, targetUp } from './prometheus-checks';
import { ask, expectTexts, type SeedCheck } from './seed-check';

/** Fields that the text takes of each target. */
const TARGET_FIELDS = ['scrapePool', 'health', 'lastScrape'] as const;
type TargetAnswer = { data: { activeTargets: Record<(typeof TARGET_FIELDS)[number], string | undefined>[] } };

const targets: SeedCheck = {
  id: 'targets',
  name: 'GET /api/v1/targets of Prometheus: every target is up and was scraped',
  lines: '307',
  run: async ({ endpoints }) => {
    const url = `${endpoints.prometheus}/api/v1/targets`;
    const { data } = JSON.parse(await ask(url, { contentType: 'application/json' })) as TargetAnswer;
    const bad = data.activeTargets.filter(
      (target) =>
        TARGET_FIELDS.some((field) => (target[field] ?? '') === '') ||
        target.health !== 'up' ||
        Date.parse(target.lastScrape ?? '') <= 0,
    );
    if (bad.length > 0) throw new Error(bad.map((target) => JSON.stringify(target)).join('; '));
    return data.activeTargets.map(({ scrapePool }) => scrapePool).join(', ');
  },
};

/** Checks that Gatewayz' text lists. */
export const gatewayz: readonly SeedCheck[] = [
  prometheusHealthy('304'),
  targets,
  ...['production', 'staging'].map((environment) => targetUp(`gatewayz_${environment}`, '307')),
  {
    id: 'histogram',
    name: 'GET /metrics has the latency histogram with its bounds',
    lines: '318-324, 369, 419',
    run: async (stack: RunningStack) =>
      expectTexts(await ask(`${stack.at.url(GATEWAY)}/metrics`), [
        'http_request_duration_seconds_bucket',
        'le="0.75"',
        'le="1.5"',
        'le="10"',
      ]),
  },
  ...searchedTraces,
  logsOfHealth,
  logLines,
  otlpOverHttp,
  hasData(
    'latency-quantile',
    'quantile of the latency',
    '495',
    'histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[1m])))',
  ),
  hasData('dashboard-16110-variable', 'dashboard 16110: its variable', '81', VARIABLE_16110.metric),
  ...Object.entries(QUERIES_16110).map(([panel, query]) =>
    hasData(
      `dashboard-16110-${panel.toLowerCase().replaceAll(' ', '-')}`,
      `dashboard 16110: ${panel}`,
      '81',
      query.replaceAll('$app_name', 'gatewayz-api'),
    ),
  ),
];
