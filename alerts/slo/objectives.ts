import { failedOutcomes, type PackName } from '../../instrumentation/contract';
import { MINUTE } from '../duration';
import { latencyBoundSeconds } from '../thresholds';
import { sloPack } from './pack';
import { DEFAULT_PERIOD, eventIndicator, type Slo, slo } from './slo';

const SERVICE = ['service', 'environment'] as const;

/** One request in a thousand may fail: three quarters of an hour of outage a month. */
export const httpAvailability = slo({
  id: 'http_availability',
  name: 'HttpAvailability',
  bad: 'the requests ended in a failure of the gateway',
  objective: 0.999,
  period: DEFAULT_PERIOD,
  indicator: eventIndicator('http.requests', (binding) => ({
    outcome: { oneOf: failedOutcomes(binding) },
  })),
  groupBy: SERVICE,
});

/** One request in a hundred may take longer than the bound at which latency alerts: reports and exports do. */
export const httpLatency = slo({
  id: 'http_latency',
  name: 'HttpLatency',
  bad: 'the requests took longer than they may',
  objective: 0.99,
  period: DEFAULT_PERIOD,
  indicator: { kind: 'latency', metric: 'http.request.duration', bound: latencyBoundSeconds },
  groupBy: SERVICE,
});

/** Seconds. People take a chat that shows nothing for longer than this for broken. */
const FIRST_TOKEN_SECONDS = 2.5;

/** One stream in twenty may begin late: providers queue, and large prompts are read before the first token. */
export const llmFirstToken = slo({
  id: 'llm_first_token',
  name: 'LlmFirstToken',
  bad: 'the streams showed their first token late',
  objective: 0.95,
  period: DEFAULT_PERIOD,
  indicator: { kind: 'latency', metric: 'llm.time_to_first_token', bound: FIRST_TOKEN_SECONDS },
  groupBy: [...SERVICE, 'provider'],
});

/** One webhook in a hundred may be given up; each tenant has a budget of its own, as each has its own receiver. */
export const webhookDelivery = slo({
  id: 'webhook_delivery',
  name: 'WebhookDelivery',
  bad: 'the webhooks were given up',
  objective: 0.99,
  period: DEFAULT_PERIOD,
  indicator: eventIndicator('webhooks.deliveries', { outcome: 'dead_lettered' }),
  groupBy: [...SERVICE, 'tenant'],
});

/** The oldest webhook that waits may be five minutes old, but for one per cent of the time. */
export const webhookFreshness = slo({
  id: 'webhook_freshness',
  name: 'WebhookFreshness',
  bad: 'the time the oldest waiting webhook was too old',
  objective: 0.99,
  period: DEFAULT_PERIOD,
  indicator: { kind: 'freshness', metric: 'webhooks.oldest_pending', maxAgeSeconds: 5 * MINUTE },
  groupBy: SERVICE,
});

/** An objective with the packs of the contract that its indicator reads. */
export interface ShippedSlo {
  readonly slo: Slo;
  readonly reads: readonly PackName[];
}

/** The shipped objectives; each is on where the preset exposes what it reads. The order is part of panel ids: append. */
export const SHIPPED_SLOS: readonly ShippedSlo[] = [
  { slo: httpAvailability, reads: ['http'] },
  { slo: httpLatency, reads: ['http'] },
  { slo: llmFirstToken, reads: ['llm'] },
  { slo: webhookDelivery, reads: ['tenant-business'] },
  { slo: webhookFreshness, reads: ['tenant-business'] },
];

/** Their rules and alerts. */
export const SLO_PACKS = [
  sloPack(httpAvailability, ['http'], true),
  sloPack(httpLatency, ['http'], true),
  sloPack(llmFirstToken, ['llm'], true),
  sloPack(webhookDelivery, ['tenant-business'], true),
  sloPack(webhookFreshness, ['tenant-business'], true),
] as const;
