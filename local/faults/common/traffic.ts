import { all } from '../act/all';
import { load } from '../act/load';
import { type Fault, gatewayAlerts, type Proven } from '../fault';

/** Share of failed calls that is too much for an upstream, and too little for a gateway that most requests stay in. */
const SOME = 0.2;

/** Requests a second that the gateway answers alone. */
const ANSWERED_ALONE = 120;

/** Milliseconds, above every bound of a latency alert and below the time-outs of the examples. */
const SLOW_MS = 1500;

/**
 * What an upstream does to the gateway.
 * @param errors alerts of the preset about the gateway's share of errors
 * @param slow alerts of the preset about the gateway's latency
 */
export function trafficFaults(errors: readonly Proven[], slow: readonly Proven[]): readonly Fault[] {
  return [
    {
      name: 'the upstream answers every call with 503',
      proves: [
        ...errors,
        ...gatewayAlerts('HttpAvailabilityBudgetBurnFast', 'HttpAvailabilityBudgetBurnSlow'),
      ],
      holds: ['upstream', 'gateway'],
      begin: async ({ stack }) => {
        await stack.setFault({ errorRatio: 1, latencyMs: 0 });
        return stack.clearFault;
      },
    },
    {
      name: `the upstream fails every ${1 / SOME}th call, and most requests need none`,
      proves: gatewayAlerts('GatewayUpstreamHighErrorRatio'),
      holds: ['upstream', 'gateway'],
      begin: async (rig) => {
        const { stack } = rig;
        await stack.setFault({ errorRatio: SOME, latencyMs: 0 });
        return all(
          stack.clearFault,
          load(rig, stack.endpoints.gateway, ANSWERED_ALONE, (i) => ({ path: `/nowhere/${i}` })),
        );
      },
    },
    {
      name: `every answer of the upstream takes ${SLOW_MS} ms more`,
      proves: [...slow, ...gatewayAlerts('HttpLatencyBudgetBurnFast', 'HttpLatencyBudgetBurnSlow')],
      holds: ['upstream', 'gateway'],
      begin: async ({ stack }) => {
        await stack.setFault({ errorRatio: 0, latencyMs: SLOW_MS });
        return stack.clearFault;
      },
    },
  ];
}
