import {
  DEFAULT_TIMING,
  INHIBITIONS,
  type MuteTime,
  type RouteRule,
  type Routing,
  SEVERITIES,
  type SilenceLink,
} from '../../alerts';
import type { StackConfig } from '../config/schema';
import { durationSeconds } from './duration';
import { notifiersOf } from './receivers';

/** Where the operator mounts the Secret with the configuration: its other keys are files, too. */
export const ALERTMANAGER_CONFIG_DIR = '/etc/alertmanager/config';

/** File of the messages' templates, beside the configuration. */
export const TEMPLATES_FILE = 'messages.tmpl';

/** Seconds between two Watchdog notifications; whoever waits for them should allow for a few that are lost. */
const WATCHDOG_REPEAT_SECONDS = 60;

/** Name of the data source in Grafana, which its form for silences asks for. */
const ALERTMANAGER_DATASOURCE = 'Alertmanager';

/** The alert routing of a stack. URLs, keys and passwords are read from the mounted Secrets. */
export function stackRouting(config: StackConfig): Routing {
  const { watchdog, ...bySeverity } = config.routes;
  const { receivers, routeRules, escalations } = config;
  // The schema has fields that may be undefined where a routing leaves them out.
  const muteTimes = config.muteTimes as unknown as Readonly<Record<string, readonly MuteTime[]>>;
  return {
    receivers: Object.fromEntries(
      Object.entries(receivers).map(([name, receiver]) => [name, notifiersOf(receiver)]),
    ),
    bySeverity,
    rules: routeRules.map(ruleOf),
    escalations,
    deadMansSwitch: { receiver: watchdog, repeatInterval: WATCHDOG_REPEAT_SECONDS },
    timing: DEFAULT_TIMING,
    muteTimes,
    limits: Object.fromEntries(
      Object.entries(receivers).flatMap(([name, { atMostEvery }]) =>
        atMostEvery === undefined ? [] : [[name, durationSeconds(atMostEvery)]],
      ),
    ),
    inhibitions: INHIBITIONS,
    templateFile: `${ALERTMANAGER_CONFIG_DIR}/${TEMPLATES_FILE}`,
  };
}

/** People reach Grafana, and not Alertmanager: a link to silence an alert leads to Grafana's form. */
export function silenceLink({ grafanaUrl }: StackConfig): SilenceLink {
  return { kind: 'grafana', url: grafanaUrl, datasource: ALERTMANAGER_DATASOURCE };
}

function ruleOf({
  environments,
  teams,
  tenants,
  services,
  muted,
  ...to
}: StackConfig['routeRules'][number]): RouteRule {
  return {
    match: {
      ...(environments === undefined ? {} : { environments }),
      ...(teams === undefined ? {} : { teams }),
      ...(tenants === undefined ? {} : { tenants }),
      ...(services === undefined ? {} : { services }),
    },
    to: Object.fromEntries(
      SEVERITIES.flatMap((severity) => (to[severity] === undefined ? [] : [[severity, to[severity]]])),
    ),
    muted,
  };
}
