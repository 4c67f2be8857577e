import type { Seconds } from '../duration';
import type { Severity } from '../rule';
import type { Inhibition } from './inhibition';
import type { Match } from './match';
import type { MuteTime } from './mute';
import type { Receiver } from './notifiers';

/** Who hears of which alert, and how soon. Naming a receiver that does not exist is a compile error. */
export interface Routing<R extends string = string> {
  readonly receivers: Readonly<Record<R, Receiver>>;
  /** Who gets the alerts that no rule takes. */
  readonly bySeverity: Readonly<Record<Severity, NoInfer<R>>>;
  /** Rules for teams, tenants, environments and so on, in order: the first that matches takes the alert. */
  readonly rules?: readonly RouteRule<NoInfer<R>>[];
  /**
   * Who is told when nobody has acknowledged an alert in time: level 1, 2, ... The last one gets further levels, too.
   * Without any, an escalation goes where its alert goes.
   */
  readonly escalations?: readonly NoInfer<R>[];
  /** Get a copy of every notification, whoever else gets it. */
  readonly observers?: readonly NoInfer<R>[];
  /** Gets the Watchdog again and again, and raises the alarm itself when it stops. */
  readonly deadMansSwitch: { readonly receiver: NoInfer<R>; readonly repeatInterval: Seconds };
  readonly timing: RoutingTiming;
  /** Named times at which notifications wait. */
  readonly muteTimes?: Readonly<Record<string, readonly MuteTime[]>>;
  /** Mute times of the alerts that no rule takes. Critical ones page at any time. */
  readonly mutedBySeverity?: Readonly<Partial<Record<Exclude<Severity, 'critical'>, readonly string[]>>>;
  /**
   * At most one notification within so many seconds, by receiver: all its alerts of a severity are one group, so that a
   * storm is one message, and none is lost. Not for receivers of critical alerts, which must not wait.
   */
  readonly limits?: Readonly<Partial<Record<NoInfer<R>, Seconds>>>;
  readonly inhibitions: readonly Inhibition[];
  /** Where Alertmanager finds the file of `notificationTemplates`; needed for every notifier but webhooks. */
  readonly templateFile?: string;
}

/** Alerts that go elsewhere than others of their severity. */
export interface RouteRule<R extends string = string> {
  readonly match: Match;
  /** One receiver, or one by severity; a severity that is left out goes on to the next rule. */
  readonly to: R | Readonly<Partial<Record<Severity, R>>>;
  /** Mute times of these alerts. */
  readonly muted?: readonly string[];
}

export interface RoutingTiming {
  /** Wait before the first notification of a group, so that alerts that begin together arrive together. */
  readonly groupWait: Seconds;
  /** Least time between two notifications of a group that has changed. */
  readonly groupInterval: Seconds;
  /** Time after which a group that still fires is notified again. */
  readonly repeatInterval: Readonly<Record<Severity, Seconds>>;
}

/** Alertmanager's documented defaults for waiting; repeated so that a page returns within half a shift. */
export const DEFAULT_TIMING: RoutingTiming = {
  groupWait: 30,
  groupInterval: 300,
  repeatInterval: { critical: 4 * 3600, warning: 12 * 3600, info: 24 * 3600 },
};

/** Declares a routing and checks its receiver names. */
export function routing<const R extends string>(declared: Routing<R>): Routing<R> {
  return declared;
}

/** The routing with every time divided, for live proofs. Alertmanager accepts no 0, so nothing falls below 1 ms. */
export function dividedTiming(timing: RoutingTiming, by: number): RoutingTiming {
  const divide = (seconds: Seconds): Seconds => Math.max(seconds / by, 0.001);
  const { critical, warning, info } = timing.repeatInterval;
  return {
    groupWait: divide(timing.groupWait),
    groupInterval: divide(timing.groupInterval),
    repeatInterval: { critical: divide(critical), warning: divide(warning), info: divide(info) },
  };
}
