import type { RunningStack, UpstreamFault } from '../running-stack';
import type { Supervisor } from '../supervisor';
import type { WebhookReceiver } from '../webhook';
import { type StackPlan, SERVICES } from './plan';

/** What runs behind a plan. */
export interface Processes {
  readonly supervisor: Supervisor;
  readonly webhook: WebhookReceiver;
  readonly hasGrafana: boolean;
  readonly hasTraffic: boolean;
  readonly stop: () => Promise<void>;
}

/** The plan and its processes, as proofs, tests and the command line see them. */
export function runningStack(plan: StackPlan, processes: Processes): RunningStack {
  const { url, settings } = plan;
  const { supervisor, webhook, hasGrafana, hasTraffic, stop } = processes;
  return {
    endpoints: {
      prometheus: url.prometheus,
      alertmanager: url.alertmanager,
      tempo: url.tempo,
      loki: url.loki,
      collectorMetrics: `${url['collector-metrics']}/metrics`,
      gateway: url.gateway,
      gatewayAdmin: url['gateway-admin'],
      upstream: url.upstream,
      upstreamAdmin: url['upstream-admin'],
      traffic: hasTraffic ? url.traffic : undefined,
      grafana: hasGrafana ? url.grafana : undefined,
    },
    services: SERVICES,
    scrapeIntervalSeconds: plan.pace.scrapeSeconds,
    binding: settings.grafana.binding,
    alertGroups: plan.alertGroups,
    boards: settings.grafana.boards,
    webhook: { received: () => webhook.received() },
    setFault: (fault) => controlFault(url.upstream, 'POST', fault),
    clearFault: () => controlFault(url.upstream, 'DELETE'),
    directory: plan.layout.root,
    pids: supervisor.pids(),
    stop,
  };
}

async function controlFault(
  upstream: string,
  method: 'POST' | 'DELETE',
  fault?: UpstreamFault,
): Promise<void> {
  const response = await fetch(`${upstream}/fault`, {
    method,
    ...(fault === undefined ? {} : { body: JSON.stringify(fault) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${upstream}/fault: ${response.status} ${await response.text()}`);
}
