import type { AlertName } from '../../alerts';
import type { Rule } from '../clients/prometheus';
import { prometheusClient } from '../clients/prometheus';
import type { RunningStack, WebhookDelivery } from '../running-stack';
import { eventually } from './eventually';

/** Alerts about the share of errors: a preset's own one takes the place of the common one. */
const ALERTS: readonly AlertName[] = ['GatewayHighErrorRatio', 'HighErrorRate', 'HttpErrorRateHigh'];

/** Time for the rule's compressed window and `for`, Alertmanager's grouping, and the webhook call. */
const STEP_TIMEOUT_MS = 90_000;

/**
 * A burst of upstream errors takes the error-ratio alert inactive -> pending -> firing -> received by the webhook,
 * and its end takes it to resolved -> received by the webhook.
 * @throws Error naming the step that did not happen
 */
export async function proveAlert(stack: RunningStack, signal?: AbortSignal): Promise<string> {
  const prometheus = prometheusClient(stack.endpoints.prometheus);
  const alert = errorAlert(stack);
  const began = Date.now();
  const steps: string[] = [];
  const note = (step: string): void => {
    steps.push(`${step} ${((Date.now() - began) / 1000).toFixed(1)}s`);
  };
  const reaches = async (state: NonNullable<Rule['state']>): Promise<void> => {
    await eventually(
      async () => {
        const rule = (await prometheus.rules()).find(({ name }) => name === alert);
        return rule?.state === state ? true : undefined;
      },
      {
        what: `${alert} to be ${state} (so far: ${steps.join(', ') || 'nothing'})`,
        timeoutMs: STEP_TIMEOUT_MS,
        signal,
      },
    );
    note(state);
  };
  const receives = async (status: WebhookDelivery['status']): Promise<void> => {
    await eventually(() => Promise.resolve(received(stack, alert, began, status) ? true : undefined), {
      what: `the webhook to receive ${alert} ${status} (so far: ${steps.join(', ')})`,
      timeoutMs: STEP_TIMEOUT_MS,
      signal,
    });
    note(`received ${status}`);
  };

  await reaches('inactive');
  await stack.setFault({ errorRatio: 1, latencyMs: 0 });
  try {
    await reaches('pending');
    await reaches('firing');
    await receives('firing');
  } finally {
    await stack.clearFault();
  }
  await reaches('inactive');
  await receives('resolved');
  return steps.join(' -> ');
}

/** @throws Error if the stack has none */
function errorAlert({ alertGroups }: RunningStack): AlertName {
  const loaded = new Set(alertGroups.flatMap(({ rules }) => rules.map(({ alert }) => alert as AlertName)));
  const found = ALERTS.find((name) => loaded.has(name));
  if (found === undefined) throw new Error(`the stack has none of the alerts ${ALERTS.join(', ')}`);
  return found;
}

function received(
  stack: RunningStack,
  name: AlertName,
  since: number,
  status: WebhookDelivery['status'],
): boolean {
  return stack.webhook
    .received()
    .some(
      (delivery) =>
        delivery.at >= since &&
        delivery.alerts.some(
          (alert) =>
            alert.status === status &&
            alert.labels.alertname === name &&
            alert.labels.service === stack.services.gateway,
        ),
    );
}
