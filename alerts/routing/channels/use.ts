import type { Severity } from '../../rule';
import type { Notifier } from '../notifiers';
import type { AlertChannels } from './channels';

type Channel = keyof AlertChannels;
type Notifiers = Readonly<Partial<Record<Channel, Notifier>>>;

/** Which channels hear of what. A page calls somebody; what nobody takes goes on to the channels that more people read. */
const BY_SEVERITY: Readonly<Record<Severity, readonly Channel[]>> = {
  critical: ['pagerduty', 'slack'],
  warning: ['slack', 'email'],
  info: ['slack'],
};
const ESCALATIONS: readonly (readonly Channel[])[] = [
  ['email', 'slack'],
  ['email', 'slack', 'pagerduty'],
];

/** The notifiers for a severity; all there are if none of its channels is there, so that it is never nobody. */
export function notifiersFor(severity: Severity, notifiers: Notifiers): readonly Notifier[] {
  return of(BY_SEVERITY[severity], notifiers);
}

/** The notifiers of each level of escalation, from the first on. */
export function notifiersOfLevels(notifiers: Notifiers): readonly (readonly Notifier[])[] {
  return ESCALATIONS.map((channels) => of(channels, notifiers));
}

function of(channels: readonly Channel[], notifiers: Notifiers): readonly Notifier[] {
  const there = channels.flatMap((name) => notifiers[name] ?? []);
  return there.length > 0 ? there : Object.values(notifiers);
}
