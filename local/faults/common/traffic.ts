import { all } from '../act/all';
import { load } from '../act/load';
import { type Cure, type Fault, gatewayAlerts, type Proven, type Rig } from '../fault';

/** Share of failed calls that is too much for an upstream, and too little for a gateway that most requests stay in. */
const SOME = 0.2;

/** Requests a second that the gateway answers alone. */
const ANSWERED_ALONE = 120;

/** Milliseconds, above every bound of a latency alert and below the time-outs of most examples. */
const SLOW_MS = 1500;

/** What the upstreams of an example can do to its gateway, and which alerts of the preset tell of it. */
export interface Upstreams {
  /** Every call fails; default by {@link RunningStack.setFault}. */
  readonly fail?: (rig: Rig) => Promise<Cure>;
  /** Alerts beside those of the objective. */
  readonly whenFailing: readonly Proven[];
  /** Every call is slow; default by {@link RunningStack.setFault}. */
  readonly slow?: (rig: Rig) => Promise<Cure>;
  readonly whenSlow: readonly Proven[];
  /** Alerts of the preset, beside that about upstreams, while some of the calls fail. Default: none. */
  readonly whenSomeFail?: readonly Proven[];
  /** Seconds until both are over once they are cured: calls that are under way, breakers. Default 0. */
  readonly recoverySeconds?: number;
  /** Seconds until failures and slowness show in full. Default 5. */
  readonly onsetSeconds?: number;
  /** Alerts of the preset, beside those of every gateway, while the collector is down. Default: none. */
  readonly whenCollectorIsDown?: readonly Proven[];
}

/** What upstreams do to the gateway. */
export function trafficFaults({
  fail = failing,
  whenFailing,
  slow = slowing,
  whenSlow,
  whenSomeFail = [],
  recoverySeconds = 0,
  onsetSeconds = 5,
}: Upstreams): readonly Fault[] {
  return [
    {
      name: 'what is behind the gateway answers every call with 503',
      proves: [
        ...whenFailing,
        ...gatewayAlerts('HttpAvailabilityBudgetBurnFast', 'HttpAvailabilityBudgetBurnSlow'),
      ],
      holds: ['upstream'],
      onsetSeconds,
      recoverySeconds,
      begin: fail,
    },
    {
      name: `what is behind the gateway fails every ${1 / SOME}th call, and most requests need none`,
      proves: [...gatewayAlerts('GatewayUpstreamHighErrorRatio'), ...whenSomeFail],
      holds: ['upstream'],
      recoverySeconds,
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
      name: 'what is behind the gateway answers slowly',
      proves: [...whenSlow, ...gatewayAlerts('HttpLatencyBudgetBurnFast', 'HttpLatencyBudgetBurnSlow')],
      holds: ['upstream'],
      onsetSeconds,
      recoverySeconds,
      begin: slow,
    },
  ];
}

async function failing({ stack }: Rig): Promise<Cure> {
  await stack.setFault({ errorRatio: 1, latencyMs: 0 });
  return stack.clearFault;
}

async function slowing({ stack }: Rig): Promise<Cure> {
  await stack.setFault({ errorRatio: 0, latencyMs: SLOW_MS });
  return stack.clearFault;
}
