import { lockTable, sql } from '../act/sql';
import { stubFault } from '../act/stub-fault';
import { COMMON_ENVIRONMENT, COMMON_UNPROVABLE, commonFaults } from '../common';
import { alerts, type Fault, type FaultTable, gatewayAlerts, muted, ofGateway } from '../fault';

/** Seconds for which a table is locked: long enough that requests use up the pool. */
const LOCKED_SECONDS = 4;

const own: readonly Fault[] = [
  {
    name: 'the webhook receiver of a tenant is down',
    proves: [
      ...alerts('WebhookDeliveriesFailing'),
      ...muted(
        'WebhookDeliveriesFailing',
        alerts('WebhookDeliveryBudgetBurnFast', 'WebhookDeliveryBudgetBurnSlow'),
      ),
    ],
    // Each webhook is tried several times first.
    onsetSeconds: 5,
    begin: (rig) => stubFault(rig, 'partners', { errorRatio: 1 }, 'globex'),
  },
  {
    name: 'a webhook has been waiting in the outbox for ten minutes',
    proves: [
      ...alerts('WebhookFreshnessBudgetBurnFast'),
      ...muted('WebhookFreshnessBudgetBurnFast', alerts('WebhookFreshnessBudgetBurnSlow')),
    ],
    begin: async (rig) => {
      await sql(
        rig,
        `INSERT INTO webhooks (tenant, event, created_at, due_at)
         VALUES ('initech', 'forgotten', now() - interval '10 minutes', now() + interval '1 day')`,
      );
      return () => sql(rig, `DELETE FROM webhooks WHERE event = 'forgotten'`);
    },
  },
  {
    name: `somebody locks the table of orders for ${LOCKED_SECONDS} s, again and again`,
    proves: alerts('DatabaseQueriesSlow', 'DatabaseConnectionsExhausted'),
    holds: ['upstream'],
    // A query is seen once it has ended, and few end in each round.
    onsetSeconds: 3 * LOCKED_SECONDS,
    recoverySeconds: LOCKED_SECONDS,
    begin: (rig) => Promise.resolve(lockTable(rig, 'orders', LOCKED_SECONDS)),
  },
  {
    name: 'the carrier invents a status code for every answer',
    proves: gatewayAlerts('GatewayCardinalityOverflow'),
    holds: ['upstream'],
    onsetSeconds: 15,
    begin: (rig) => stubFault(rig, 'partners', { strangeStatus: 1 }),
  },
];

/** Faults of the Warehouse Hub. */
export const warehouseHubFaults: FaultTable = {
  faults: [
    ...own,
    ...commonFaults({
      errors: { alert: 'HttpErrorRateHigh', labels: ofGateway },
      slowness: gatewayAlerts('HttpLatencyHigh'),
      answeredAlone: 25,
    }),
  ],
  unprovable: COMMON_UNPROVABLE,
  environment: COMMON_ENVIRONMENT,
};
