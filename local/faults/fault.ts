import type { AlertName } from '../../alerts';
import type { FakeChannels } from '../../alerts/testing/receivers';
import type { Neighbours } from './neighbours';
import type { RunningStack } from '../running-stack';

/** What faults act upon: the stack, and what stands beside it. */
export interface Rig {
  readonly stack: RunningStack;
  readonly neighbours: Neighbours;
  /** The stand-ins for Slack and PagerDuty, and the mail server, that its alerts go to. */
  readonly channels: FakeChannels;
  /** Aborts when the run ends; whatever a fault does on and on has to end then. */
  readonly signal: AbortSignal;
}

/** Ends a fault. */
export type Cure = () => Promise<void>;

/** An alert that a fault provokes. */
export interface Proven {
  readonly alert: AlertName;
  /** Labels that tell the instance meant from others of the same name. Default: any instance. */
  readonly labels?: (stack: RunningStack) => Readonly<Record<string, string>>;
  /**
   * An alert of the same fault that inhibits this one: it has to fire, and then to be received before the other fires, or
   * to be muted by it. What is muted as it ends is told of with the other.
   */
  readonly mutedBy?: AlertName;
}

/**
 * Something that goes wrong in the running example or stack, brought about from outside: upstream, network, process, disk,
 * clock or load. It never touches a metric or a rule of the stack.
 */
export interface Fault {
  /** What happens, as a clause: `the upstream answers every call with 503`. Unique in a preset. */
  readonly name: string;
  readonly proves: readonly Proven[];
  /** What it needs for itself: faults that hold the same thing follow one another. Default: nothing. */
  readonly holds?: readonly Held[];
  /** True if it keeps what it holds until its alerts have resolved, because a later fault would keep them going. */
  readonly holdsUntilResolved?: boolean;
  /** True if it disturbs everything: no other fault is active meanwhile. */
  readonly alone?: boolean;
  /** Seconds that it takes until it is as bad as its alerts assume, at most. Default 0. */
  readonly onsetSeconds?: number;
  /** Seconds that what it broke needs after the cure until it is well. Default 0. */
  readonly recoverySeconds?: number;
  /**
   * When it is cured: as soon as its alerts were received, or already as they fire, because they can be received only
   * afterwards. Default `received`.
   */
  readonly curedWhen?: 'received' | 'firing';
  /** A channel that it breaks, so that nothing can be received there meanwhile. */
  readonly breaks?: Channel;
  readonly begin: (rig: Rig) => Promise<Cure>;
}

/** Ways by which alerts reach somebody. */
export type Channel = 'webhook' | 'slack' | 'pagerduty' | 'email';

/** Parts of a run that a fault may need for itself. */
export type Held =
  'gateway' | 'upstream' | 'collector' | 'logs' | 'prometheus configuration' | 'alertmanager configuration';

/** An alert that nothing from outside can provoke here. */
export interface Unprovable {
  readonly alert: AlertName;
  readonly reason: string;
}

/** The faults of a preset. */
export interface FaultTable {
  readonly faults: readonly Fault[];
  readonly unprovable?: readonly Unprovable[];
  /** Variables of the example's processes, such as the speed of its clock, that bring its faults within minutes. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Instances of a service of the example that stands behind none other. */
export const ofGateway = (stack: RunningStack): Readonly<Record<string, string>> => ({
  service: stack.services.gateway,
});

/** The alerts of these names, of whatever instance. */
export function alerts(...names: readonly AlertName[]): readonly Proven[] {
  return names.map((alert) => ({ alert }));
}

/** The same alerts, which another one mutes. */
export function muted(by: AlertName, proven: readonly Proven[]): readonly Proven[] {
  return proven.map((one) => ({ ...one, mutedBy: by }));
}

/** The alerts of these names for the gateway of the example. */
export function gatewayAlerts(...names: readonly AlertName[]): readonly Proven[] {
  return names.map((alert) => ({ alert, labels: ofGateway }));
}
