import type { Seconds } from '../duration';
import { SEVERITIES, type Severity } from '../rule';
import type { Inhibition } from './inhibition';
import { type Receiver, receiverProblems } from './receiver';

/** Who hears of which alert, and how soon. Naming a receiver that does not exist is a compile error. */
export interface Routing<R extends string = string> {
  readonly receivers: Readonly<Record<R, Receiver>>;
  readonly bySeverity: Readonly<Record<Severity, NoInfer<R>>>;
  /** Gets the Watchdog again and again, and raises the alarm itself when it stops. */
  readonly deadMansSwitch: { readonly receiver: NoInfer<R>; readonly repeatInterval: Seconds };
  readonly timing: RoutingTiming;
  readonly inhibitions: readonly Inhibition[];
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

/** What is wrong with the routing, one line each; empty if nothing is. */
export function routingProblems(declared: Routing): readonly string[] {
  const names = Object.keys(declared.receivers);
  const used = [
    ...SEVERITIES.map((severity) => [`bySeverity.${severity}`, declared.bySeverity[severity]] as const),
    ['deadMansSwitch.receiver', declared.deadMansSwitch.receiver] as const,
  ];
  const { groupWait, groupInterval, repeatInterval } = declared.timing;
  return [
    ...Object.entries(declared.receivers).flatMap(([name, receiver]) => receiverProblems(name, receiver)),
    ...used
      .filter(([, name]) => !names.includes(name))
      .map(([path, name]) => `${path} is "${name}", which is no receiver; there are: ${names.join(', ')}`),
    ...names
      .filter((name) => !used.some(([, other]) => other === name))
      .map((name) => `receivers.${name} is used by no route: remove it, or route to it`),
    ...durationProblems('timing.groupWait', groupWait, 0),
    ...durationProblems('timing.groupInterval', groupInterval),
    ...SEVERITIES.flatMap((severity) =>
      durationProblems(`timing.repeatInterval.${severity}`, repeatInterval[severity]),
    ),
    ...durationProblems('deadMansSwitch.repeatInterval', declared.deadMansSwitch.repeatInterval),
  ];
}

function durationProblems(path: string, seconds: Seconds, least = 0.001): string[] {
  return Number.isFinite(seconds) && seconds >= least
    ? []
    : [`${path} is ${seconds}: a number of seconds from ${least} on is needed`];
}
