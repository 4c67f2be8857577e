import { GATEWAY } from '../../examples/frame';
import { adminPort, TRAFFIC_PORT } from '../examples/ports';
import type { RunningStack, UpstreamFault } from '../running-stack';
import type { Supervisor } from '../supervisor';
import type { WebhookReceiver } from '../webhook';
import { gatewayService, needsToken } from './gateway-targets';
import type { StackPlan } from './plan';
import { remoteStorageUrl } from './remote-write';

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
  const { url, settings, at, example } = plan;
  const fault = (method: 'POST' | 'DELETE', body?: UpstreamFault): Promise<void> =>
    controlFault(example.fault === undefined ? undefined : at.url(example.fault), method, body);
  const { supervisor, webhook, hasGrafana, hasTraffic, stop } = processes;
  return {
    endpoints: {
      prometheus: url.prometheus,
      alertmanager: url.alertmanager,
      tempo: url.tempo,
      loki: url.loki,
      remoteStorage: remoteStorageUrl(plan),
      otlpHttp: url['otlp-http'],
      collectorMetrics: `${url['collector-metrics']}/metrics`,
      gateway: at.url(GATEWAY),
      gatewayAdmin: at.url(adminPort(GATEWAY)),
      traffic: hasTraffic ? at.url(TRAFFIC_PORT) : undefined,
      grafana: hasGrafana ? url.grafana : undefined,
    },
    services: { gateway: gatewayService(plan) },
    preset: plan.preset,
    example,
    at,
    gatewayJobs: settings.prometheus.gatewayJobs,
    adminToken: needsToken(plan) ? plan.layout.adminToken : undefined,
    scrapeIntervalSeconds: plan.pace.scrapeSeconds,
    binding: settings.grafana.binding,
    alertGroups: plan.alertGroups,
    boards: settings.grafana.boards,
    webhook: { received: () => webhook.received() },
    setFault: (wanted) => fault('POST', wanted),
    clearFault: () => fault('DELETE'),
    setRate: (perSecond) => controlRate(at.url(TRAFFIC_PORT), perSecond),
    restart: (part, signal, onDown) => supervisor.restart(part, signal, () => onDown(Date.now() / 1000)),
    halt: supervisor.halt,
    resume: supervisor.resume,
    directory: plan.layout.root,
    get pids() {
      return supervisor.pids();
    },
    stop,
  };
}

async function controlRate(traffic: string, perSecond: number): Promise<void> {
  const response = await fetch(`${traffic}/rate`, { method: 'POST', body: JSON.stringify({ perSecond }) });
  if (!response.ok) throw new Error(`POST ${traffic}/rate: ${response.status} ${await response.text()}`);
}

/** @throws Error if the example has no process that takes faults, or it does not take this one */
async function controlFault(
  upstream: string | undefined,
  method: 'POST' | 'DELETE',
  fault?: UpstreamFault,
): Promise<void> {
  if (upstream === undefined) throw new Error('the example declares no process that takes faults');
  const response = await fetch(`${upstream}/fault`, {
    method,
    ...(fault === undefined ? {} : { body: JSON.stringify(fault) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${upstream}/fault: ${response.status} ${await response.text()}`);
}
