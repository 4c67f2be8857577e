import { getJson } from './json';

/** An alert that Alertmanager holds and neither a silence nor an inhibition mutes. */
export interface ActiveAlert {
  readonly labels: Readonly<Record<string, string>>;
  /** When it began to fire, RFC 3339. */
  readonly startsAt: string;
}

/** Labels of the alerts that Alertmanager holds and an inhibition mutes. */
export async function inhibitedAlerts(
  alertmanagerUrl: string,
): Promise<readonly Readonly<Record<string, string>>[]> {
  const held = await getJson<readonly { readonly labels: Readonly<Record<string, string>> }[]>(
    `${alertmanagerUrl}/api/v2/alerts?active=false&silenced=false&inhibited=true`,
  );
  return held.map(({ labels }) => labels);
}

/** Alerts that Alertmanager holds as firing and notifies about. */
export function activeAlerts(alertmanagerUrl: string): Promise<readonly ActiveAlert[]> {
  return getJson<readonly ActiveAlert[]>(
    `${alertmanagerUrl}/api/v2/alerts?active=true&silenced=false&inhibited=false`,
  );
}
