import { type ExampleProcess, GATEWAY } from '../../examples/frame';
import type { GatewayTargets } from '../../infra/components/prometheus/config';
import { hostPort } from '../../infra/model/address';
import { adminPort } from '../examples/ports';
import { LOOPBACK } from '../ports';
import type { StackPlan } from './plan';

/** `service.name` of a process under the preload, which is also its label `service`. */
export function serviceOf({ preset }: Pick<StackPlan, 'preset'>, { name, preload }: ExampleProcess): string {
  return preload?.service ?? preset.resource?.['service.name'] ?? name;
}

/** `service.name` of the example's gateway. */
export function gatewayService(plan: Pick<StackPlan, 'preset' | 'example'>): string {
  const gateway = plan.example.processes.find(({ name }) => name === GATEWAY);
  if (gateway?.preload === undefined) {
    throw new Error(
      `example ${plan.example.folder}: no process of the name "${GATEWAY}" runs under the preload`,
    );
  }
  return serviceOf(plan, gateway);
}

/** True if a scrape asks for the admin token: the run then makes one up. */
export function needsToken({ settings }: Pick<StackPlan, 'settings'>): boolean {
  return settings.prometheus.gatewayScrapes.some((scrape) => scrape.needsToken);
}

/** What Prometheus scrapes as gateways: every process of the example that runs under the preload. */
export function gatewayTargets(plan: StackPlan): readonly GatewayTargets[] {
  const { example, at, layout, preset } = plan;
  // A preset's endpoints are on the gateway's own server; without one, the metrics are on the admin port.
  const onOwnPort = preset.endpoints?.some(({ serves }) => serves === 'metrics') ?? false;
  return example.processes
    .filter(({ preload }) => preload !== undefined)
    .map((process) => ({
      service: serviceOf(plan, process),
      targets: [hostPort(LOOPBACK, at.port(onOwnPort ? process.name : adminPort(process.name)))],
      ...(process.preload?.environment === undefined ? {} : { environment: process.preload.environment }),
      ...(needsToken(plan) ? { tokenFile: layout.adminToken } : {}),
    }));
}
