import { all } from '../act/all';
import { replaceGateway } from '../act/impostor';
import { load } from '../act/load';
import { stubFault } from '../act/stub-fault';
import { COMMON_ENVIRONMENT, COMMON_UNPROVABLE, commonFaults } from '../common';
import { type Fault, type FaultTable, gatewayAlerts, muted, ofGateway, type Proven } from '../fault';

/** A provider that is first choice, so that calls go on to it after the cure. */
const ofFirstChoice = (alert: Proven['alert']): Proven => ({
  alert,
  labels: () => ({ provider: 'openrouter' }),
});

/** Above the bound of the first token, below the time-out. */
const LATE_MS = 3000;

/** Requests a second that find every invented status within seconds. */
const LISTS = 20;

/** What no provider answers, and which share of the further requests ask for it. */
const HOPELESS = {
  method: 'POST',
  path: '/v1/chat/completions',
  headers: { 'x-tenant-id': 'acme' },
  body: { model: 'claude-3-haiku', prompt: 'fail, please' },
} as const;
const HOPELESS_OF = 20;

const own: readonly Fault[] = [
  {
    // Alone: a provider of last choice is not asked any more after a failure of all, and keeps its score.
    name: 'one provider answers every call with 503',
    proves: [ofFirstChoice('ProviderHealthLow'), ofFirstChoice('ProviderErrorRateHigh')],
    holds: ['upstream'],
    onsetSeconds: 5,
    recoverySeconds: 15,
    begin: (rig) => stubFault(rig, 'providers', { errorRatio: 1 }, 'openrouter'),
  },
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
    ...own,
    ...commonFaults({
      errors: { alert: 'GatewayHighErrorRatio', labels: ofGateway },
      answeredAlone: 50,
      // Failed calls go on to another provider; these prompts are refused by all of them.
      someFail: async (rig) => {
        const { gateway } = rig.stack.endpoints;
        return all(
          await stubFault(rig, 'providers', { errorRatio: 0.2 }),
          load(rig, gateway, 50, (i) => (i % HOPELESS_OF === 0 ? HOPELESS : { path: `/nowhere/${i}` })),
        );
      },
      slowness: gatewayAlerts('GatewayHighLatencyP95'),
      slow: (rig) => stubFault(rig, 'providers', { latencyMs: LATE_MS }),
      whenSlow: [
        ofFirstChoice('LlmFirstTokenBudgetBurnFast'),
        ...muted('LlmFirstTokenBudgetBurnFast', [ofFirstChoice('LlmFirstTokenBudgetBurnSlow')]),
      ],
      recoverySeconds: 10,
    }),
  ],
  unprovable: COMMON_UNPROVABLE,
  // Providers that are merely late are not given up.
  environment: { ...COMMON_ENVIRONMENT, PROVIDER_TIMEOUT_MS: '10000' },
};
