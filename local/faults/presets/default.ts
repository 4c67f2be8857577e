import { trafficFaults } from '../common/traffic';
import { type FaultTable, gatewayAlerts } from '../fault';

/** Faults of the default preset. */
export const defaultFaults: FaultTable = {
  faults: trafficFaults(gatewayAlerts('GatewayHighErrorRatio'), gatewayAlerts('GatewayHighLatencyP95')),
};
