import { DEFAULT_TIMING, INHIBITIONS, type Routing } from '../../alerts';
import type { StackConfig } from '../config/schema';

/** Where the operator mounts the Secrets that the Alertmanager object lists. */
export const ALERTMANAGER_SECRETS_DIR = '/etc/alertmanager/secrets';

/** Seconds between two Watchdog notifications; whoever waits for them should allow for a few that are lost. */
const WATCHDOG_REPEAT_SECONDS = 60;

/** The alert routing of a stack. Webhook URLs are read from the mounted Secrets. */
export function stackRouting(config: StackConfig): Routing {
  const { watchdog, ...bySeverity } = config.routes;
  return {
    receivers: Object.fromEntries(
      Object.entries(config.receivers).map(([name, { secret, key }]) => [
        name,
        [{ kind: 'webhook' as const, urlFile: `${ALERTMANAGER_SECRETS_DIR}/${secret}/${key}` }],
      ]),
    ),
    bySeverity,
    deadMansSwitch: { receiver: watchdog, repeatInterval: WATCHDOG_REPEAT_SECONDS },
    timing: DEFAULT_TIMING,
    inhibitions: INHIBITIONS,
  };
}
