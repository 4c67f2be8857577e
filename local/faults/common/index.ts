import type { Fault, Unprovable } from '../fault';
import { alertmanagerFaults } from './alertmanager';
import { collectorFaults } from './collector';
import { gatewayFaults } from './gateway';
import { prometheusFaults, prometheusUnprovable } from './prometheus';
import { trafficFaults, type Upstreams } from './traffic';

/** Faults that every preset's example and stack can have. The long ones come first. */
export function commonFaults(upstreams: Upstreams): readonly Fault[] {
  return [
    ...prometheusFaults,
    ...trafficFaults(upstreams),
    ...collectorFaults,
    ...gatewayFaults(upstreams.whenCollectorIsDown),
    ...alertmanagerFaults,
  ];
}

/** The queue of spans that OpenTelemetry has by default: ours holds two minutes of the traffic of a proof. */
export const COMMON_ENVIRONMENT = { OTEL_BSP_MAX_QUEUE_SIZE: '2048' } as const;

/** Alerts of every preset that nothing can provoke here. */
export const COMMON_UNPROVABLE: readonly Unprovable[] = prometheusUnprovable;
