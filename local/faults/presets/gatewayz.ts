import { all } from '../act/all';
import { replaceGateway } from '../act/impostor';
import { load } from '../act/load';
import { stubFault } from '../act/stub-fault';
import { COMMON_UNPROVABLE, commonFaults } from '../common';
import { type Fault, type FaultTable, gatewayAlerts, type Proven } from '../fault';

/** A provider that is first choice, so that calls go on to it after the cure. */
const ofFirstChoice = (alert: Proven['alert']): Proven => ({
  alert,
  labels: () => ({ provider: 'openrouter' }),
});

/** Above the bound of the first token, below the time-out. */
const LATE_MS = 3000;

/** Requests a second that find every invented status within seconds. */
const LISTS = 20;

const own: readonly Fault[] = [
  {
    name: "something else listens on the gateway's ports",
    proves: gatewayAlerts('MetricsNotPopulated'),
    holds: ['gateway', 'upstream'],
    onsetSeconds: 5,
    recoverySeconds: 5,
    begin: replaceGateway,
  },
  {
    name: 'a provider invents a status code for every list of its models',
    proves: gatewayAlerts('GatewayCardinalityOverflow'),
    holds: ['upstream'],
    onsetSeconds: 15,
    begin: async (rig) =>
      all(
        await stubFault(rig, 'providers', { strangeStatus: 1 }),
        load(rig, rig.stack.endpoints.gateway, LISTS, () => ({ path: '/v1/models' })),
      ),
  },
];

/** Faults of Gatewayz. */
export const gatewayzFaults: FaultTable = {
  faults: [
    ...commonFaults({
      whenFailing: [
        ...gatewayAlerts('GatewayHighErrorRatio'),
        ofFirstChoice('ProviderHealthLow'),
        ofFirstChoice('ProviderErrorRateHigh'),
      ],
      slow: (rig) => stubFault(rig, 'providers', { latencyMs: LATE_MS }),
      whenSlow: [
        ...gatewayAlerts('GatewayHighLatencyP95'),
        ofFirstChoice('LlmFirstTokenBudgetBurnFast'),
        ofFirstChoice('LlmFirstTokenBudgetBurnSlow'),
      ],
      recoverySeconds: 10,
    }),
    ...own,
  ],
  unprovable: COMMON_UNPROVABLE,
  // Providers that are merely late are not given up.
  environment: { PROVIDER_TIMEOUT_MS: '10000' },
};
