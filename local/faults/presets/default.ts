import { stubFault } from '../act/stub-fault';
import { COMMON_ENVIRONMENT, COMMON_UNPROVABLE, commonFaults } from '../common';
import { type Fault, type FaultTable, gatewayAlerts, ofGateway } from '../fault';

const inventedStatus: Fault = {
  name: 'the upstream invents a status code for every answer',
  proves: gatewayAlerts('GatewayCardinalityOverflow'),
  holds: ['upstream'],
  // More codes than the label takes have to be seen first.
  onsetSeconds: 15,
  begin: (rig) => stubFault(rig, 'upstream', { strangeStatus: 1 }),
};

/** Faults of the default preset. */
export const defaultFaults: FaultTable = {
  faults: [
    ...commonFaults({
      errors: { alert: 'GatewayHighErrorRatio', labels: ofGateway },
      slowness: gatewayAlerts('GatewayHighLatencyP95'),
      answeredAlone: 80,
    }),
    inventedStatus,
  ],
  unprovable: COMMON_UNPROVABLE,
  environment: COMMON_ENVIRONMENT,
};
