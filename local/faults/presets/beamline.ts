import { GATEWAY } from '../../../examples/frame';
import { all } from '../act/all';
import { stutter } from '../act/freeze';
import { load } from '../act/load';
import { stubFault } from '../act/stub-fault';
import { COMMON_ENVIRONMENT, COMMON_UNPROVABLE, commonFaults } from '../common';
import { type Fault, type FaultTable, gatewayAlerts, ofGateway } from '../fault';

/** Far above what a scrape and an export may take, and below their time-outs. */
const FROZEN_MS = 400;
const RUNS_MS = 80;
/** Requests a second that fill a batch of spans several times in a window. */
const BUSY = 150;

const own: readonly Fault[] = [
  {
    name: `the process of the gateway gets no CPU for ${FROZEN_MS} of ${FROZEN_MS + RUNS_MS} ms`,
    proves: gatewayAlerts('MetricsEndpointSlow'),
    holds: ['gateway', 'upstream'],
    begin: (rig) => Promise.resolve(stutter(rig, GATEWAY, FROZEN_MS, RUNS_MS)),
  },
  {
    name: `the collector gets no CPU for ${FROZEN_MS} of ${FROZEN_MS + RUNS_MS} ms while the gateway is busy`,
    proves: gatewayAlerts('TraceExportSlow'),
    holds: ['collector', 'upstream'],
    onsetSeconds: 5,
    recoverySeconds: 10,
    begin: (rig) =>
      Promise.resolve(
        all(
          stutter(rig, 'collector', FROZEN_MS, RUNS_MS),
          load(rig, rig.stack.endpoints.gateway, BUSY, (i) => ({ path: `/nowhere/${i}` })),
        ),
      ),
  },
  {
    name: 'the service behind the gateway invents a status code for every answer',
    proves: gatewayAlerts('GatewayCardinalityOverflow'),
    holds: ['upstream'],
    onsetSeconds: 15,
    begin: (rig) => stubFault(rig, 'orders', { strangeStatus: 1 }),
  },
];

/** Faults of the Beamline gateway. */
export const beamlineFaults: FaultTable = {
  faults: [
    ...commonFaults({
      errors: { alert: 'GatewayHighErrorRatio', labels: ofGateway },
      slowness: gatewayAlerts('GatewayHighLatencyP95'),
      answeredAlone: 84,
      whenCollectorIsDown: gatewayAlerts('TraceExportSuccessLow'),
    }),
    ...own,
  ],
  unprovable: COMMON_UNPROVABLE,
  environment: COMMON_ENVIRONMENT,
};
