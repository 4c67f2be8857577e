import { DEFAULT_TIMING, dividedTiming, INHIBITIONS, type Notifier, type Routing } from '../routing';

/** Receivers of {@link truthRouting}. */
export const TRUTH_RECEIVERS = [
  'page',
  'ticket',
  'chat',
  'deadman',
  'payments-page',
  'payments-chat',
  'acme',
  'staging',
  'lead',
  'manager',
  'operations',
] as const;
type Name = (typeof TRUTH_RECEIVERS)[number];

/** Seconds: a minute of waits in a truth table is a second. */
const DIVISOR = 60;

/**
 * A routing that tells alerts apart by everything there is: severity, team, tenant, environment, escalation.
 * @param notifier what a receiver notifies
 */
export function truthRouting(notifier: (receiver: Name) => Notifier): Routing<Name> {
  return {
    receivers: Object.fromEntries(TRUTH_RECEIVERS.map((name) => [name, [notifier(name)]])) as Record<
      Name,
      [Notifier]
    >,
    bySeverity: { critical: 'page', warning: 'ticket', info: 'chat' },
    rules: [
      // Nobody is called at night for what is not in production.
      { match: { environments: ['staging', 'dev'] }, to: 'staging' },
      { match: { tenants: ['acme', 'a.b|c'], severities: ['critical', 'warning'] }, to: 'acme' },
      { match: { teams: ['payments'] }, to: { critical: 'payments-page', info: 'payments-chat' } },
      { match: { teams: ['payments'], services: ['ledger'] }, to: { warning: 'payments-chat' } },
    ],
    escalations: ['lead', 'manager'],
    observers: ['operations'],
    deadMansSwitch: { receiver: 'deadman', repeatInterval: 60 },
    timing: dividedTiming(DEFAULT_TIMING, DIVISOR),
    inhibitions: INHIBITIONS,
  };
}
