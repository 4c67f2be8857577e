import * as units from '@grafana/grafana-foundation-sdk/units';
import { latencyBoundSeconds, THRESHOLDS } from '../../../alerts';
import { expression, noneOf, ratio } from '../../../alerts/promql';
import { failedOutcomes } from '../../../instrumentation/contract';
import { orZeroPer } from '../../kit/expressions';
import { boardLink } from '../../kit/links';
import { type PanelSpec, type RowSpec } from '../../kit/panel';
import { ratioOrZero } from '../../kit/ratio-or-zero';
import { RATE_WINDOW as window } from '../../kit/scope';
import { instant, stat } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { ACTED_ON, present } from '../alert-events/firing';

const SHAPE = { width: 4, height: 5 } as const;

/** One number for each question; each leads to the board that answers the next one. */
export function atAGlance(sources: Sources): RowSpec {
  return { id: 1, title: 'Now', panels: [...gateways(sources), ...others(sources)] };
}

function gateways({ q, binding }: Sources): PanelSpec[] {
  const up = q.aggregate('min', 'prometheus.up', { by: ['service', 'environment', 'instance'] });
  const failed = q.rate('http.requests', { where: { outcome: { oneOf: failedOutcomes(binding) } }, window });
  return [
    stat({
      ...SHAPE,
      id: 101,
      title: 'Gateways that answer',
      unit: units.Short,
      min: 0,
      missing: 'no target: Prometheus scrapes no such gateway',
      description: {
        shows: 'Gateway processes that Prometheus could read at the last scrape.',
        bad: 'Fewer than you run.',
        next: 'Click for the overview, whose first row says which is missing.',
      },
      queries: { up: instant(expression(`sum(${up.text})`, [up], [])) },
      threshold: { value: 1, bad: 'below' },
      alerts: ['GatewayTargetsMissing'],
      dataLinks: [boardLink('Overview', 'gatewayOverview')],
    }),
    stat({
      ...SHAPE,
      id: 102,
      title: 'Requests that fail',
      unit: units.PercentUnit,
      idle: 'no events in range',
      description: {
        shows: 'Share of requests that fail now, over all chosen gateways.',
        bad: 'Red: beyond the share at which errors alert.',
        next: 'Click for the routes: which one is it?',
      },
      queries: {
        errors: { ...instant(ratio(failed, q.rate('http.requests', { window }))), quietWhenHealthy: true },
      },
      threshold: { value: THRESHOLDS.errorRatio, bad: 'above' },
      alerts: ['GatewayHighErrorRatio'],
      dataLinks: [boardLink('Routes', 'routes'), boardLink('Objectives', 'objectives')],
    }),
    stat({
      ...SHAPE,
      id: 103,
      title: 'p95 of requests',
      unit: units.Seconds,
      idle: 'no events in range',
      description: {
        shows: '95th percentile of the duration of requests now, over all chosen gateways.',
        bad: 'Red: beyond the bound at which latency alerts.',
        next: 'Click for the routes: which one is it?',
      },
      queries: { p95: instant(q.quantile(0.95, 'http.request.duration', { window })) },
      threshold: { value: latencyBoundSeconds(binding), bad: 'above' },
      alerts: ['GatewayHighLatencyP95'],
      dataLinks: [boardLink('Routes', 'routes'), boardLink('Objectives', 'objectives')],
    }),
  ];
}

function others(sources: Sources): PanelSpec[] {
  const { everywhere, q, context } = sources;
  const firing = everywhere.aggregate('sum', 'prometheus.alerts', { where: ACTED_ON });
  const stack = everywhere.aggregate('min', 'prometheus.up', {
    where: { job: noneOf(context.gatewayJobs) },
    by: ['job', 'instance'],
  });
  const lost = ratioOrZero(q.rate('export.dropped', { window }), q.rate('export.ended', { window }));
  return [
    stat({
      ...SHAPE,
      id: 104,
      title: 'Alerts that fire',
      unit: units.Short,
      min: 0,
      description: {
        shows: 'Alerts that fire now, of all services; the Watchdog does not count.',
        bad: 'Any that nobody has taken.',
        next: 'Click for the board of alerts.',
      },
      queries: { firing: { ...instant(orZeroPer(present(sources), firing)), quietWhenHealthy: true } },
      threshold: { value: 1, bad: 'above' },
      dataLinks: [boardLink('Alerts', 'alertEvents')],
    }),
    stat({
      ...SHAPE,
      id: 105,
      title: 'Telemetry that is lost',
      unit: units.PercentUnit,
      description: {
        shows: 'Share of spans and log records that gateways give up now.',
        bad: 'Red: traces and logs are incomplete.',
        next: 'Click for the collector: does it take what it is sent?',
      },
      queries: { lost: { ...instant(lost), quietWhenHealthy: true } },
      threshold: { value: THRESHOLDS.telemetryDropRatio, bad: 'above' },
      alerts: ['GatewayTelemetryDropped'],
      dataLinks: [boardLink('Collector', 'collector'), boardLink('Cardinality and cost', 'telemetryCost')],
    }),
    stat({
      ...SHAPE,
      id: 106,
      title: 'Parts of the stack that are down',
      unit: units.Short,
      min: 0,
      description: {
        shows: 'Parts of the observability stack that Prometheus could not read at the last scrape.',
        bad: 'Anything above 0: what the boards show may be old.',
        next: 'Click for Prometheus: Targets says which.',
      },
      queries: {
        down: { ...instant(expression(`sum(1 - ${stack.text})`, [stack], [])), quietWhenHealthy: true },
      },
      threshold: { value: 1, bad: 'above' },
      alerts: ['StackTargetDown'],
      dataLinks: [boardLink('Prometheus', 'prometheus')],
    }),
  ];
}
