import type { AlertName } from '../packs';

/**
 * Pages that say the same of a service: together they are one incident, and so one notification group. Whichever comes
 * first opens it, the others join it; nobody is called twice.
 */
export interface Incident {
  readonly name: string;
  readonly alerts: readonly AlertName[];
}

/** What the groups of an incident are made by. Every alert of one has to have these labels. */
export const INCIDENT_GROUP_BY = ['service', 'environment'] as const;

export const INCIDENTS: readonly Incident[] = [
  {
    name: 'errors',
    alerts: ['GatewayHighErrorRatio', 'HighErrorRate', 'HttpErrorRateHigh', 'HttpAvailabilityBudgetBurnFast'],
  },
  { name: 'down', alerts: ['GatewayDown', 'ServiceUnavailable'] },
  { name: 'webhooks', alerts: ['WebhookDeliveriesFailing', 'WebhookDeliveryBudgetBurnFast'] },
];
