import { stringify } from 'yaml';
import { promDuration, type Seconds } from '../duration';
import { inhibitRule, type InhibitRule } from './inhibition';
import { INCIDENT_GROUP_BY, INCIDENTS } from './incidents';
import { DEAD_MANS_SWITCH, type Leaf, leavesOf } from './leaves';
import { matcher } from './match';
import { type TimeInterval, timeInterval } from './mute';
import { type AlertmanagerReceiver, receiverConfig } from './notifiers';
import { routingProblems } from './problems';
import type { Routing } from './routing';

/** Labels that make one notification: the same trouble of the same service, and of the same tenant if it is one's. */
export const GROUP_BY = ['alertname', 'service', 'environment', 'tenant_id'] as const;

/** Copies are for machines: they come as soon as something changes. */
const OBSERVER_INTERVAL_SECONDS = 10;

/** The part of Alertmanager's configuration file that this project writes. */
export interface AlertmanagerConfig {
  readonly templates?: readonly string[];
  readonly route: AlertmanagerRoute;
  readonly receivers: readonly AlertmanagerReceiver[];
  readonly inhibit_rules: readonly InhibitRule[];
  readonly time_intervals?: readonly TimeInterval[];
}

export interface AlertmanagerRoute {
  readonly receiver: string;
  readonly matchers?: readonly string[];
  readonly continue?: true;
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly mute_time_intervals?: readonly string[];
  readonly routes?: readonly AlertmanagerRoute[];
}

/**
 * Alertmanager's configuration for the routing.
 * @throws Error that names every mistake of the routing.
 */
export function alertmanagerConfig(routing: Routing): AlertmanagerConfig {
  const problems = routingProblems(routing);
  if (problems.length > 0) {
    throw new Error(`the alert routing is wrong:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  }
  const { groupWait, groupInterval, repeatInterval } = routing.timing;
  const { muteTimes = {}, templateFile } = routing;
  const leaves = leavesOf(routing);
  return {
    ...(templateFile === undefined ? {} : { templates: [templateFile] }),
    route: {
      receiver: routing.bySeverity.critical,
      group_by: GROUP_BY,
      group_wait: promDuration(groupWait),
      group_interval: promDuration(groupInterval),
      repeat_interval: promDuration(repeatInterval.critical),
      routes: [
        deadMansRoute(routing.deadMansSwitch.receiver, routing.deadMansSwitch.repeatInterval),
        ...(routing.observers ?? []).map((receiver) => observerRoute(receiver, routing)),
        ...leaves.map((leaf) => leafRoute(leaf, leaves, routing)),
      ],
    },
    receivers: Object.entries(routing.receivers).map(([name, notifiers]) => receiverConfig(name, notifiers)),
    inhibit_rules: routing.inhibitions.map(inhibitRule),
    ...(Object.keys(muteTimes).length === 0
      ? {}
      : { time_intervals: Object.entries(muteTimes).map(([name, times]) => timeInterval(name, times)) }),
  };
}

/** The configuration as the file that Alertmanager reads. */
export function renderAlertmanagerConfig(config: AlertmanagerConfig): string {
  return stringify(config, { lineWidth: 0, aliasDuplicateObjects: false });
}

function deadMansRoute(receiver: string, repeat: Seconds): AlertmanagerRoute {
  // Repeats are sent only when a group interval ends, so both have to be this short.
  return {
    receiver,
    matchers: [matcher('alertname', [DEAD_MANS_SWITCH])],
    group_wait: '0s',
    group_interval: promDuration(repeat),
    repeat_interval: promDuration(repeat),
  };
}

function observerRoute(receiver: string, { timing }: Routing): AlertmanagerRoute {
  return {
    receiver,
    continue: true,
    group_wait: '0s',
    group_interval: promDuration(Math.min(OBSERVER_INTERVAL_SECONDS, timing.groupInterval)),
    repeat_interval: promDuration(timing.repeatInterval.critical),
  };
}

function leafRoute(leaf: Leaf, leaves: readonly Leaf[], { timing, limits = {} }: Routing): AlertmanagerRoute {
  const { receiver, matchers, muted, severity } = leaf;
  const limit = limits[receiver];
  const shared = leaves.filter((other) => other.receiver === receiver).length;
  return {
    receiver,
    ...(matchers.length === 0 ? {} : { matchers }),
    ...(muted.length === 0 ? {} : { mute_time_intervals: muted }),
    ...(limit === undefined ? {} : limited(leaf, limit * shared)),
    repeat_interval: promDuration(timing.repeatInterval[severity]),
    ...(severity === 'critical' && !leaf.isEscalation ? { routes: incidentRoutes(receiver, muted) } : {}),
  };
}

/**
 * One group that waits as long before its first notification as between two of them. It is made by a label that all
 * alerts of the leaf have the same value of: an empty list would mean the labels of the route above.
 */
function limited(
  { isEscalation }: Leaf,
  seconds: Seconds,
): Pick<AlertmanagerRoute, 'group_by' | 'group_wait' | 'group_interval'> {
  const wait = promDuration(seconds);
  return { group_by: [isEscalation ? 'alertname' : 'severity'], group_wait: wait, group_interval: wait };
}

function incidentRoutes(receiver: string, muted: readonly string[]): readonly AlertmanagerRoute[] {
  return INCIDENTS.map(({ alerts }) => ({
    receiver,
    matchers: [matcher('alertname', alerts)],
    group_by: INCIDENT_GROUP_BY,
    // Mute times are not handed down.
    ...(muted.length === 0 ? {} : { mute_time_intervals: muted }),
  }));
}
