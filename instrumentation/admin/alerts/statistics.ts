import { AlertsFailure, type AlertsClient } from './client';
import { answeredObject } from './answer';

/** Nobody who asks how the gateway is wants to wait for alerts. */
const DEADLINE_MS = 1000;

/** What the alert operations server says about its alerts in short; undefined if it does not. */
export async function alertStatistics(
  client: AlertsClient,
): Promise<{ readonly active_alerts: unknown; readonly total_rules: unknown } | undefined> {
  try {
    const answer = await client.call({ method: 'GET', path: '/alerts/stats', deadlineMs: DEADLINE_MS });
    if (answer.status !== 200) return undefined;
    const statistics = answeredObject(answer)['alert_statistics'];
    if (typeof statistics !== 'object' || statistics === null) return undefined;
    const { active_alerts = null, total_rules = null } = statistics as Record<string, unknown>;
    return { active_alerts, total_rules };
  } catch (error) {
    if (error instanceof AlertsFailure) return undefined;
    throw error;
  }
}
