import { stringify } from 'yaml';
import { promDuration, type Seconds } from '../duration';
import type { AlertName } from '../packs';
import { SEVERITIES, type Severity } from '../rule';
import type { Inhibition } from './inhibition';
import type { Notifier } from './receiver';
import { type Routing, routingProblems } from './routing';

/** Labels that make one notification: the same trouble of the same service. */
export const GROUP_BY = ['alertname', 'service', 'environment'] as const;

/** The alert that fires always, so that its absence tells. */
export const DEAD_MANS_SWITCH: AlertName = 'Watchdog';

/** The part of Alertmanager's configuration file that this project writes. */
export interface AlertmanagerConfig {
  readonly route: AlertmanagerRoute;
  readonly receivers: readonly AlertmanagerReceiver[];
  readonly inhibit_rules: readonly {
    readonly source_matchers: readonly string[];
    readonly target_matchers: readonly string[];
    readonly equal: readonly string[];
  }[];
}

export interface AlertmanagerRoute {
  readonly receiver: string;
  readonly matchers?: readonly string[];
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly routes?: readonly AlertmanagerRoute[];
}

export interface AlertmanagerReceiver {
  readonly name: string;
  readonly webhook_configs?: readonly {
    readonly url?: string;
    readonly url_file?: string;
    readonly send_resolved: boolean;
  }[];
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
  return {
    route: {
      // An alert without one of our severities is nobody's; whoever is paged should learn of it.
      receiver: routing.bySeverity.critical,
      group_by: GROUP_BY,
      group_wait: promDuration(groupWait),
      group_interval: promDuration(groupInterval),
      repeat_interval: promDuration(repeatInterval.critical),
      routes: [
        deadMansRoute(routing.deadMansSwitch.receiver, routing.deadMansSwitch.repeatInterval),
        ...SEVERITIES.map((severity) => severityRoute(routing, severity)),
      ],
    },
    receivers: Object.entries(routing.receivers).map(([name, notifiers]) => ({
      name,
      webhook_configs: notifiers.map(webhook),
    })),
    inhibit_rules: routing.inhibitions.map(inhibitRule),
  };
}

/** Name of the receiver that an alert goes to. */
export function receiverOf(routing: Routing, alert: AlertName, severity: Severity): string {
  return alert === DEAD_MANS_SWITCH ? routing.deadMansSwitch.receiver : routing.bySeverity[severity];
}

/** The configuration as the file that Alertmanager reads. */
export function renderAlertmanagerConfig(config: AlertmanagerConfig): string {
  return stringify(config, { lineWidth: 0, aliasDuplicateObjects: false });
}

function deadMansRoute(receiver: string, repeat: Seconds): AlertmanagerRoute {
  // Repeats are sent only when a group interval ends, so both have to be this short.
  return {
    receiver,
    matchers: [`alertname="${DEAD_MANS_SWITCH}"`],
    group_wait: '0s',
    group_interval: promDuration(repeat),
    repeat_interval: promDuration(repeat),
  };
}

function severityRoute(routing: Routing, severity: Severity): AlertmanagerRoute {
  return {
    receiver: routing.bySeverity[severity],
    matchers: [`severity="${severity}"`],
    repeat_interval: promDuration(routing.timing.repeatInterval[severity]),
  };
}

function webhook({ url, urlFile, sendResolved }: Notifier): {
  readonly url?: string;
  readonly url_file?: string;
  readonly send_resolved: boolean;
} {
  return {
    ...(url === undefined ? {} : { url }),
    ...(urlFile === undefined ? {} : { url_file: urlFile }),
    send_resolved: sendResolved ?? true,
  };
}

function inhibitRule({ source, target, equal }: Inhibition): AlertmanagerConfig['inhibit_rules'][number] {
  const named = (names: readonly AlertName[]): string[] => [`alertname=~"${names.join('|')}"`];
  return { source_matchers: named(source), target_matchers: named(target), equal };
}
