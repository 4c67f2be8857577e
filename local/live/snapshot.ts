import { promDuration } from '../../alerts';
import { anyOf, type Expression, queries, ratio } from '../../alerts/promql';
import { failedOutcomes } from '../../instrumentation/contract';
import { activeAlerts } from '../clients/alertmanager';
import { prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';

/** What the live view shows. A number is undefined while there is no data for it. */
export interface Snapshot {
  readonly at: Date;
  /** A target that was not scraped yet is neither up nor down. */
  readonly targets: { readonly up: number; readonly total: number; readonly down: readonly string[] };
  readonly requestsPerSecond: number | undefined;
  /** Share of requests that ended in a server error, 0..1. */
  readonly errorRatio: number | undefined;
  readonly p95Seconds: number | undefined;
  readonly spansExportedPerSecond: number | undefined;
  /** Since the gateway started. */
  readonly spansExported: number | undefined;
  readonly spansDropped: number | undefined;
  /** Names of firing alerts with the service each is about, without the Watchdog. */
  readonly alerts: readonly string[];
  /** The Watchdog fires all the time: while it does not, the alerting path is broken. */
  readonly watchdog: boolean;
}

/** `rate()` is steady from about five scrapes on; a shorter window than this would make the numbers jump. */
const MIN_WINDOW_SECONDS = 15;
const SCRAPES_PER_WINDOW = 5;

type LiveSource = Pick<RunningStack, 'binding' | 'services' | 'gatewayJobs' | 'scrapeIntervalSeconds'>;

/** The PromQL behind the live view, by field. */
export function liveQueries(stack: LiveSource) {
  const q = queries(stack.binding);
  const window = promDuration(Math.max(SCRAPES_PER_WINDOW * stack.scrapeIntervalSeconds, MIN_WINDOW_SECONDS));
  const gateway = { job: anyOf(stack.gatewayJobs), service: stack.services.gateway } as const;
  const spans = { ...gateway, signal: 'traces' } as const;
  const outcome = { oneOf: failedOutcomes(stack.binding) };
  return {
    requestsPerSecond: q.rate('http.requests', { window, where: gateway }),
    errorRatio: ratio(
      q.rate('http.requests', { window, where: { ...gateway, outcome } }),
      q.rate('http.requests', { window, where: gateway }),
    ),
    p95Seconds: q.quantile(0.95, 'http.request.duration', { window, where: gateway }),
    spansExportedPerSecond: q.rate('export.exported', { window, where: spans }),
    spansExported: q.series('export.exported', spans),
    spansDropped: q.series('export.dropped', spans),
  } satisfies Record<string, Expression>;
}

/**
 * The state of the stack as Prometheus and Alertmanager see it.
 * @throws Error naming the URL that did not answer
 */
export async function readSnapshot(stack: RunningStack): Promise<Snapshot> {
  const prometheus = prometheusClient(stack.endpoints.prometheus);
  const expressions = liveQueries(stack);
  const value = async (expression: Expression): Promise<number | undefined> => {
    const series = await prometheus.query(expression.text);
    const values = series.flatMap(({ values: [last] }) =>
      last === undefined || Number.isNaN(last) ? [] : [last],
    );
    return values.length === 0 ? undefined : values.reduce((sum, each) => sum + each, 0);
  };
  const [targets, alerts, ...numbers] = await Promise.all([
    prometheus.targets(),
    activeAlerts(stack.endpoints.alertmanager),
    value(expressions.requestsPerSecond),
    value(expressions.errorRatio),
    value(expressions.p95Seconds),
    value(expressions.spansExportedPerSecond),
    value(expressions.spansExported),
    value(expressions.spansDropped),
  ]);
  const [requestsPerSecond, errorRatio, p95Seconds, spansExportedPerSecond, spansExported, spansDropped] =
    numbers;
  const named = alerts.map(({ labels }) => [labels.alertname ?? '', labels.service] as const);
  return {
    at: new Date(),
    targets: {
      up: targets.filter(({ health }) => health === 'up').length,
      total: targets.length,
      down: targets.filter(({ health }) => health === 'down').map(({ job, labels }) => labels.service ?? job),
    },
    requestsPerSecond,
    errorRatio,
    p95Seconds,
    spansExportedPerSecond,
    spansExported,
    spansDropped,
    alerts: named
      .filter(([name]) => name !== 'Watchdog')
      .map(([name, service]) => (service === undefined ? name : `${name} (${service})`))
      .sort(),
    watchdog: named.some(([name]) => name === 'Watchdog'),
  };
}
