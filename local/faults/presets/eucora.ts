import { load } from '../act/load';
import { repeat } from '../act/repeat';
import { lockTable } from '../act/sql';
import { stubFault } from '../act/stub-fault';
import { COMMON_ENVIRONMENT, COMMON_UNPROVABLE, commonFaults } from '../common';
import { alerts, type Cure, type Fault, type FaultTable, gatewayAlerts, ofGateway, type Rig } from '../fault';
import { rollOuts, type Wish } from './eucora-client';

/** Real seconds, a hundred and twenty of the control plane's clock each: more than ten minutes, less than a time-out. */
const SLOW_MS = 5200;
/** Longer than an execution may take, shorter than a call. */
const HANGING_MS = 9000;
const LOCKED_SECONDS = 2;

/** Above the score that the board decides on, and below and above the one that is unusual. */
const RISKY: Wish = { connector: 'sccm', devices: 10, elevates: true, unsigned: true };
const VERY_RISKY: Wish = { ...RISKY, devices: 10_000 };
const SMALL: Wish = { connector: 'jamf', devices: 20 };

/** Good roll-outs after which a single bad one no longer weighs. */
const GOOD_ONES = 22;
const PAUSE_MS = 250;
const NEW_APPS = 10;

const own: readonly Fault[] = [
  {
    name: 'the systems behind the connectors hang, and fail in the end',
    proves: alerts('CircuitBreakerHalfOpen', 'TaskExecutionTimeoutTrend'),
    holds: ['upstream'],
    onsetSeconds: 40,
    recoverySeconds: 20,
    begin: (rig) => stubFault(rig, 'connectors', { errorRatio: 1, latencyMs: HANGING_MS }),
  },
  {
    name: `somebody locks the table of deployments for ${LOCKED_SECONDS} s, again and again`,
    proves: alerts('SlowDatabaseQueries'),
    holds: ['upstream'],
    onsetSeconds: LOCKED_SECONDS,
    recoverySeconds: LOCKED_SECONDS,
    begin: (rig) => Promise.resolve(lockTable(rig, 'deployments', LOCKED_SECONDS)),
  },
  {
    name: 'many ask for very risky roll-outs, and nobody decides',
    proves: alerts('HighRiskScoreDistribution', 'DeploymentApprovalBacklog'),
    holds: ['upstream'],
    onsetSeconds: 5,
    recoverySeconds: 20,
    begin: (rig) => {
      const { create, reject } = rollOuts(rig);
      const waiting: string[] = [];
      const stop = repeat(rig, PAUSE_MS, async () => {
        waiting.push((await create(VERY_RISKY)).id);
      });
      return Promise.resolve(async () => {
        await stop();
        for (const id of waiting) await reject(id);
      });
    },
  },
  {
    name: 'the board approves whatever is asked',
    proves: alerts('ExcessiveCABApprovals'),
    holds: ['upstream'],
    onsetSeconds: 10,
    begin: (rig) => {
      const { create, approve } = rollOuts(rig);
      return Promise.resolve(
        repeat(rig, PAUSE_MS, async () => {
          await approve((await create(RISKY)).id);
        }),
      );
    },
  },
  {
    name: 'half of the devices of a ring are unhealthy after a roll-out',
    proves: [{ alert: 'LowPromotionGateSuccessRate', labels: () => ({ ring: 'canary' }) }],
    holds: ['upstream'],
    onsetSeconds: 10,
    recoverySeconds: 30,
    begin: brokenRing,
  },
  {
    name: 'every roll-out is of an application that nobody knew',
    proves: gatewayAlerts('GatewayCardinalityOverflow'),
    holds: ['upstream'],
    onsetSeconds: 15,
    begin: (rig) =>
      Promise.resolve(
        load(rig, rig.stack.endpoints.gateway, NEW_APPS, (i) => ({
          method: 'POST',
          path: '/api/v1/deployments',
          body: { ...SMALL, app_name: `app-${i}`, version: '1.0.0' },
        })),
      ),
  },
];

/** One roll-out whose devices are unwell in the second ring; as its cure, many that go well there. */
async function brokenRing(rig: Rig): Promise<Cure> {
  const { create, promote, settled } = rollOuts(rig);
  const inSecondRing = async (whenPromoted: () => Promise<void>): Promise<void> => {
    const { id } = await create(SMALL);
    await settled(id);
    await whenPromoted();
    await promote(id);
    await settled(id);
  };
  let heal: Cure = () => Promise.resolve();
  await inSecondRing(async () => {
    heal = await stubFault(rig, 'connectors', { unhealthyRatio: 0.5 }, 'jamf');
  });
  return async () => {
    await heal();
    await Promise.all(Array.from({ length: GOOD_ONES }, () => inSecondRing(() => Promise.resolve())));
  };
}

/** Faults of the Eucora control plane. */
export const eucoraFaults: FaultTable = {
  faults: [
    ...commonFaults({
      errors: { alert: 'GatewayHighErrorRatio', labels: ofGateway },
      whenFailing: alerts(
        'CircuitBreakerOpen',
        'ConnectorUnhealthy',
        'HighTaskFailureRate',
        'LowDeploymentSuccessRate',
      ),
      whenSomeFail: [...alerts('ConnectorOperationFailures'), ...gatewayAlerts('HighHTTPErrorRate')],
      answeredAlone: 31,
      slow: (rig) => stubFault(rig, 'connectors', { latencyMs: SLOW_MS }),
      whenSlow: alerts('HighConnectorLatency', 'HighDeploymentLatency'),
      slowness: gatewayAlerts('HighAPILatency'),
      onsetSeconds: 15,
      recoverySeconds: 30,
    }),
    ...own,
  ],
  unprovable: COMMON_UNPROVABLE,
  environment: { ...COMMON_ENVIRONMENT, CLOCK_SPEED: '120', TASK_TIMEOUT_MS: '7000' },
};
