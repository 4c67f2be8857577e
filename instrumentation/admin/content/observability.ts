import type { HealthSnapshot } from '../../health/snapshot';
import type { AlertsClient } from '../alerts/client';
import { alertStatistics } from '../alerts/statistics';
import type { EndpointSources } from '../endpoints';
import { summaryContent } from './summary';
import { tracingSettings } from './trace';

type ComponentState = 'healthy' | 'degraded' | 'disabled';

/** The state of all signals, in the words of a preset's `/observability`; everything else is under `gatewatch`. */
export async function observabilityContent(sources: EndpointSources) {
  const { config, registry, snapshot, observability, traceContext, alerts } = sources;
  const { total_requests, success_rate } = summaryContent(registry, process.uptime());
  const health = snapshot();
  const statistics = alerts && (await alertStatistics(alerts));
  const isLogging = config.logs.correlate || config.logs.export;
  const components = {
    metrics: stateOf(config.metrics.enabled, health, /^(metrics|http|admin)(\.|$)/),
    tracing: stateOf(config.traces.enabled, health, /^(tracing|traces|export|libraries|copies)(\.|$)/),
    alerting: alerting(alerts, statistics),
    logging: stateOf(isLogging, health, /^logs(\.|$)/),
  };
  return {
    observability: {
      metrics: { status: statusOf(components.metrics), summary: { total_requests, success_rate } },
      tracing: {
        status: statusOf(components.tracing),
        current_trace_id: traceContext()?.traceId ?? null,
        ...tracingSettings(sources),
      },
      alerting: { status: statusOf(components.alerting), statistics: statistics ?? {} },
      logging: {
        status: statusOf(components.logging),
        service: config.serviceName,
        environment: config.environment,
        log_level: config.logs.level,
      },
    },
    health: {
      overall_status: overall(health, Object.values(components)),
      components,
    },
    gatewatch: observability(),
  };
}

function alerting(alerts: AlertsClient | undefined, statistics: unknown): ComponentState {
  if (alerts === undefined) return 'disabled';
  return statistics === undefined ? 'degraded' : 'healthy';
}

function stateOf(isOn: boolean, { components }: HealthSnapshot, names: RegExp): ComponentState {
  if (!isOn) return 'disabled';
  const isDegraded = Object.entries(components).some(
    ([name, { status }]) => status === 'degraded' && names.test(name),
  );
  return isDegraded ? 'degraded' : 'healthy';
}

function statusOf(state: ComponentState): 'active' | 'degraded' | 'inactive' {
  if (state === 'disabled') return 'inactive';
  return state === 'healthy' ? 'active' : 'degraded';
}

function overall({ status }: HealthSnapshot, states: readonly ComponentState[]): 'healthy' | 'degraded' {
  return status === 'degraded' || states.includes('degraded') ? 'degraded' : 'healthy';
}
