import type { Plan } from './core/plan';
import { type Alertmanager } from './edge/alertmanager';

/** Failures after which an Alertmanager is not asked for more: each may take its whole time limit. */
const MOST_FAILURES = 3;

/**
 * Does what a plan wants of Alertmanager. One that refuses a silence still gets the others.
 * @throws Error naming what failed
 */
export async function perform(
  alertmanager: Alertmanager,
  { alerts, silences, expire }: Pick<Plan, 'alerts' | 'silences' | 'expire'>,
): Promise<void> {
  const steps: (() => Promise<unknown>)[] = [
    ...silences.map((silence) => () => alertmanager.setSilence(silence)),
    ...expire.map((id) => () => alertmanager.expireSilence(id)),
    ...(alerts.length === 0 ? [] : [() => alertmanager.send(alerts)]),
  ];
  const failures: string[] = [];
  for (const step of steps) {
    if (failures.length >= MOST_FAILURES) break;
    await step().catch((error: unknown) => failures.push((error as Error).message));
  }
  if (failures.length > 0) throw new Error(failures.join('; '));
}
