import { layoutOf } from '../../stack/layout';
import { all } from '../act/all';
import { brokenYaml, changeConfiguration } from '../act/configuration';
import { repeat } from '../act/repeat';
import { alerts, type Fault } from '../fault';

/** What happens on the way from Prometheus to a person. */
export const alertmanagerFaults: readonly Fault[] = [
  {
    name: 'somebody breaks the configuration file of Alertmanager',
    proves: [{ alert: 'StackConfigNotLoaded', labels: () => ({ job: 'alertmanager' }) }],
    holds: ['alertmanager configuration'],
    begin: ({ stack }) =>
      changeConfiguration(
        layoutOf(stack.directory).alertmanagerConfig,
        stack.endpoints.alertmanager,
        brokenYaml,
        false,
      ),
  },
  {
    name: 'the only Alertmanager is down',
    proves: alerts('PrometheusAlertsDropped'),
    alone: true,
    // Prometheus sends what goes on every few seconds.
    onsetSeconds: 6,
    recoverySeconds: 10,
    curedWhen: 'firing',
    begin: async ({ stack }) => {
      await stack.halt('alertmanager', 'SIGTERM');
      return () => stack.resume('alertmanager');
    },
  },
  {
    name: 'Slack answers 404, as for a webhook that was taken back, while another Prometheus sends alerts',
    proves: [{ alert: 'AlertmanagerDeliveryFailing', labels: () => ({ integration: 'slack' }) }],
    alone: true,
    onsetSeconds: 8,
    breaks: 'slack',
    begin: (rig) => {
      const { stack, channels } = rig;
      channels.slack.fail(404);
      let count = 0;
      const others = repeat(rig, 1000, async () => {
        await sendAlert(stack.endpoints.alertmanager, `Neighbour${count++}`);
      });
      return Promise.resolve(all(others, async () => channels.slack.fail(undefined)));
    },
  },
];

/** How long an alert of the other Prometheus lasts. */
const LASTS_MS = 10_000;

async function sendAlert(alertmanager: string, alertname: string): Promise<void> {
  const endsAt = new Date(Date.now() + LASTS_MS).toISOString();
  const labels = { alertname, severity: 'info', service: 'neighbour', environment: 'local' };
  const response = await fetch(`${alertmanager}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([{ labels, endsAt }]),
  });
  if (!response.ok)
    throw new Error(`Alertmanager takes no alert: ${response.status} ${await response.text()}`);
}
