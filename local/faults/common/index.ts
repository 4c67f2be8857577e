import type { Fault, Proven, Unprovable } from '../fault';
import { alertmanagerFaults } from './alertmanager';
import { collectorFaults } from './collector';
import { gatewayFaults } from './gateway';
import { prometheusFaults, prometheusUnprovable } from './prometheus';
import { trafficFaults } from './traffic';

/**
 * Faults that every preset's example and stack can have. The long ones come first.
 * @param errors alerts of the preset about the gateway's share of errors
 * @param slow alerts of the preset about the gateway's latency
 */
export function commonFaults(errors: readonly Proven[], slow: readonly Proven[]): readonly Fault[] {
  return [
    ...prometheusFaults,
    ...trafficFaults(errors, slow),
    ...gatewayFaults,
    ...collectorFaults,
    ...alertmanagerFaults,
  ];
}

/** Alerts of every preset that nothing can provoke here. */
export const COMMON_UNPROVABLE: readonly Unprovable[] = prometheusUnprovable;
