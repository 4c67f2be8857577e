import { all } from '../act/all';
import { load } from '../act/load';
import { type Cure, type Fault, gatewayAlerts, muted, type Proven, type Rig } from '../fault';

/** Share of failed calls that is too much for an upstream. */
const SOME = 0.2;

/** Milliseconds, above every bound of a latency alert and below the time-outs of most examples. */
const SLOW_MS = 1500;

/** What the upstreams of an example can do to its gateway, and which alerts of the preset tell of it. */
export interface Upstreams {
  /** Every call fails; default by {@link RunningStack.setFault}. */
  readonly fail?: (rig: Rig) => Promise<Cure>;
  /** The alert of the preset that pages for too many errors. */
  readonly errors: Proven;
  /** Further alerts while every call fails. */
  readonly whenFailing?: readonly Proven[];
  /** Every call is slow; default by {@link RunningStack.setFault}. */
  readonly slow?: (rig: Rig) => Promise<Cure>;
  /** Further alerts while every call is slow. */
  readonly whenSlow?: readonly Proven[];
  /**
   * Requests a second, on top of the traffic, that the gateway answers alone: with them one failed call in five is about
   * 4 % of all requests, which burns the budget slowly and pages nobody.
   */
  readonly answeredAlone: number;
  /** Requests that fail in that share where failed calls do not; default every fifth call. */
  readonly someFail?: (rig: Rig) => Promise<Cure>;
  /** Further alerts meanwhile. */
  readonly whenSomeFail?: readonly Proven[];
  /** Some requests are slow, and so few that nobody is paged; default every call, with those answered alone. */
  readonly someSlow?: (rig: Rig) => Promise<Cure>;
  /** Alerts of the preset about the share of slow requests. */
  readonly slowness: readonly Proven[];
  /** Seconds until all is over once it is cured: calls that are under way, breakers. Default 0. */
  readonly recoverySeconds?: number;
  /** Seconds until failures and slowness show in full. Default 5. */
  readonly onsetSeconds?: number;
  /** Alerts of the preset, beside those of every gateway, while the collector is down. Default: none. */
  readonly whenCollectorIsDown?: readonly Proven[];
}

/** What upstreams do to the gateway: all of it or some of it, by errors and by slowness. */
export function trafficFaults(upstreams: Upstreams): readonly Fault[] {
  const { errors, answeredAlone, recoverySeconds = 0, onsetSeconds = 5 } = upstreams;
  const common = { holds: ['upstream'], onsetSeconds, recoverySeconds } as const;
  const alone = (rig: Rig): Cure =>
    load(rig, rig.stack.endpoints.gateway, answeredAlone, (i) => ({ path: `/nowhere/${i}` }));
  const {
    fail = (rig: Rig) => setFault(rig, { errorRatio: 1, latencyMs: 0 }),
    slow = (rig: Rig) => setFault(rig, { errorRatio: 0, latencyMs: SLOW_MS }),
  } = upstreams;
  const {
    someFail = async (rig: Rig) => all(await setFault(rig, { errorRatio: SOME, latencyMs: 0 }), alone(rig)),
    someSlow = async (rig: Rig) => all(await slow(rig), alone(rig)),
  } = upstreams;
  return [
    {
      name: 'what is behind the gateway answers every call with 503',
      proves: [
        errors,
        ...muted(errors.alert, gatewayAlerts('HttpAvailabilityBudgetBurnFast')),
        ...(upstreams.whenFailing ?? []),
      ],
      ...common,
      begin: fail,
    },
    {
      name: `what is behind the gateway fails every ${1 / SOME}th call, and most requests need none`,
      proves: [
        ...gatewayAlerts('GatewayUpstreamHighErrorRatio', 'HttpAvailabilityBudgetBurnSlow'),
        ...(upstreams.whenSomeFail ?? []),
      ],
      ...common,
      begin: someFail,
    },
    {
      name: 'what is behind the gateway answers slowly',
      proves: [...gatewayAlerts('HttpLatencyBudgetBurnFast'), ...(upstreams.whenSlow ?? [])],
      ...common,
      holdsUntilResolved: true,
      begin: slow,
    },
    {
      name: 'what is behind the gateway answers slowly, and most requests need none of it',
      proves: [...gatewayAlerts('HttpLatencyBudgetBurnSlow'), ...upstreams.slowness],
      ...common,
      holdsUntilResolved: true,
      begin: someSlow,
    },
  ];
}

async function setFault({ stack }: Rig, fault: { errorRatio: number; latencyMs: number }): Promise<Cure> {
  await stack.setFault(fault);
  return stack.clearFault;
}
