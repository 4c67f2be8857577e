import { ESCALATION, ESCALATION_LEVEL } from '../operations/core/escalation';
import type { AlertName } from '../packs';
import { SEVERITIES, type Severity } from '../rule';
import { type Match, matcher, matchersOf } from './match';
import type { Routing, RouteRule } from './routing';

/** The alert that fires always, so that its absence tells. */
export const DEAD_MANS_SWITCH: AlertName = 'Watchdog';

/** A place where alerts are taken: which, to whom, and when not. The first that matches takes an alert. */
export interface Leaf {
  readonly receiver: string;
  readonly matchers: readonly string[];
  readonly muted: readonly string[];
  /** How soon it is told again if it goes on; that of the severity. */
  readonly severity: Severity;
  readonly isEscalation: boolean;
  /** Where it is written in the routing. */
  readonly path: string;
}

/** Where alerts are taken, but for the dead man's switch and copies, in order. */
export function leavesOf(routing: Routing): readonly Leaf[] {
  return [
    ...escalationLeaves(routing),
    ...(routing.rules ?? []).flatMap((rule, index) => ruleLeaves(rule, `rules[${index}]`)),
    ...SEVERITIES.map((severity) => severityLeaf(routing, severity)),
    // An alert without one of our severities is nobody's; whoever is paged should learn of it. That of the root route
    // would not do: Alertmanager takes an alert that had a copy made for routed.
    { ...severityLeaf(routing, 'critical'), matchers: [] },
  ];
}

function severityLeaf({ bySeverity, mutedBySeverity }: Routing, severity: Severity): Leaf {
  return {
    receiver: bySeverity[severity],
    matchers: matchersOf({ severities: [severity] }),
    muted: severity === 'critical' ? [] : (mutedBySeverity?.[severity] ?? []),
    severity,
    isEscalation: false,
    path: `bySeverity.${severity}`,
  };
}

/** Level 1 to the first, and so on; whatever comes after the last level goes to the last. */
function escalationLeaves({ escalations = [] }: Routing): Leaf[] {
  return escalations.map((receiver, index) => ({
    receiver,
    matchers: [
      matcher('alertname', [ESCALATION]),
      ...(index === escalations.length - 1 ? [] : [matcher(ESCALATION_LEVEL, [String(index + 1)])]),
    ],
    muted: [],
    severity: 'critical',
    isEscalation: true,
    path: `escalations[${index}]`,
  }));
}

function ruleLeaves({ match, to, muted = [] }: RouteRule, path: string): Leaf[] {
  const leaf = (receiver: string, severity: Severity, only: Match, at: string): Leaf => ({
    receiver,
    matchers: matchersOf(only),
    muted,
    severity,
    isEscalation: false,
    path: at,
  });
  return (match.severities ?? SEVERITIES).flatMap((severity) => {
    const receiver = typeof to === 'string' ? to : to[severity];
    return receiver === undefined
      ? []
      : [
          leaf(
            receiver,
            severity,
            { ...match, severities: [severity] },
            typeof to === 'string' ? `${path}.to` : `${path}.to.${severity}`,
          ),
        ];
  });
}
