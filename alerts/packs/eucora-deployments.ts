import { HOUR, MINUTE } from '../duration';
import { percent, quantileAbove, shareAbove } from '../conditions';
import { binary, sumBy } from '../promql';
import { alertPack } from '../rule';
import { EUCORA } from '../thresholds/eucora';
import { SERVICE, SERVICE_TEXT } from './targets';

/** Deployments are minutes apart, not milliseconds: an hour holds enough of them for a share. */
const WINDOW = 1 * HOUR;
const DAY = 24 * HOUR;
const RING = ['service', 'environment', 'ring'] as const;

/** Roll-outs, their risk, their approvals and their gates. */
export const deployments = alertPack({
  name: 'eucora.deployments',
  byPreset: true,
  reads: ['deployment'],
  alerts: {
    // EU-R-03. As the share that failed: without a single success there would be no share of successes at all.
    LowDeploymentSuccessRate: {
      severity: 'warning',
      labels: { rule_name: 'LowDeploymentSuccessRate' },
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        // What a person cancelled neither succeeded nor failed.
        const ended = { ...over, where: { status: { not: 'cancelled' } } } as const;
        const failed = { ...over, where: { status: { oneOf: ['failed', 'rolled_back'] } } } as const;
        return shareAbove(
          {
            part: q.rate('deployment.completed', failed),
            whole: q.rate('deployment.completed', ended),
            count: q.increase('deployment.completed', failed),
          },
          Number((1 - EUCORA.deploymentSuccessRatio).toFixed(4)),
          EUCORA.minFailedDeployments,
        );
      },
      for: 5 * MINUTE,
      summary: 'Too few deployments succeed.',
      description: ({ window }) =>
        `{{ $value | humanizePercentage }} of the deployments of ${SERVICE_TEXT} failed or were rolled back over the ` +
        `last ${window(WINDOW)}; ${percent(EUCORA.deploymentSuccessRatio)} have to succeed.`,
      board: 'eucoraOperations',
    },
    // EU-R-04
    DeploymentApprovalBacklog: {
      severity: 'warning',
      labels: { rule_name: 'DeploymentApprovalBacklog' },
      // Each replica shows the whole backlog: the largest counts, not their sum.
      condition: ({ q }) =>
        binary(
          sumBy(q.aggregate('max', 'deployment.approvals.pending', { by: RING }), SERVICE),
          '>',
          EUCORA.pendingApprovals,
        ),
      for: 15 * MINUTE,
      summary: 'Deployments wait for approval.',
      description: () =>
        `{{ $value | humanize }} deployments of ${SERVICE_TEXT} wait for approval; more than ` +
        `${EUCORA.pendingApprovals} is a backlog.`,
      board: 'rings',
    },
    // EU-R-05
    HighDeploymentLatency: {
      severity: 'warning',
      labels: { rule_name: 'HighDeploymentLatency' },
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        return quantileAbove(
          q.quantile(0.95, 'deployment.duration', over),
          EUCORA.deploymentP95Seconds,
          q.increaseAbove(EUCORA.deploymentP95Seconds, 'deployment.duration', over),
          EUCORA.minFailedDeployments,
        );
      },
      for: 5 * MINUTE,
      summary: 'Deployments take long.',
      description: ({ window }) =>
        `One in twenty deployments of ${SERVICE_TEXT} took {{ $value | humanizeDuration }} or longer over the last ` +
        `${window(WINDOW)}; the bound is ${EUCORA.deploymentP95Seconds / MINUTE} minutes.`,
      board: 'eucoraOperations',
    },
    // EU-R-06
    HighRiskScoreDistribution: {
      severity: 'warning',
      labels: { rule_name: 'HighRiskScoreDistribution' },
      condition: ({ q, window }) => {
        const over = { by: SERVICE, window: window(WINDOW) };
        return quantileAbove(
          q.quantile(0.75, 'deployment.risk_score', over),
          EUCORA.riskScoreP75,
          q.increaseAbove(EUCORA.riskScoreP75, 'deployment.risk_score', over),
          EUCORA.minFailedDeployments,
        );
      },
      for: 5 * MINUTE,
      summary: 'Deployments are riskier than usual.',
      description: ({ window }) =>
        `One in four deployments of ${SERVICE_TEXT} had a risk score of {{ $value | humanize }} or more over the last ` +
        `${window(WINDOW)}; the bound is ${EUCORA.riskScoreP75}.`,
      board: 'applications',
    },
    // EU-R-07
    ExcessiveCABApprovals: {
      severity: 'info',
      labels: { rule_name: 'ExcessiveCABApprovals' },
      condition: ({ q, window }) =>
        binary(
          q.increase('deployment.cab_decisions', {
            where: { decision: 'approved' },
            by: SERVICE,
            window: window(DAY),
          }),
          '>',
          EUCORA.cabApprovalsPerDay,
        ),
      for: 5 * MINUTE,
      summary: 'The change advisory board approves a great many deployments.',
      description: ({ window }) =>
        `The board approved {{ $value | humanize }} deployments of ${SERVICE_TEXT} over the last ${window(DAY)}; more ` +
        `than ${EUCORA.cabApprovalsPerDay} are hardly looked at one by one.`,
      board: 'rings',
    },
    // EU-R-16. A ring whose gate was never evaluated shows a share of 0, which says nothing.
    LowPromotionGateSuccessRate: {
      severity: 'warning',
      labels: { rule_name: 'LowPromotionGateSuccessRate' },
      condition: ({ q }) =>
        binary(
          binary(
            q.aggregate('min', 'promotion.gate.success_ratio', { by: RING }),
            '<',
            EUCORA.gateSuccessRatio,
          ),
          'and',
          binary(sumBy(q.series('promotion.gate.evaluations'), RING), '>', 0),
        ),
      for: 5 * MINUTE,
      summary: 'Promotion gates stop too many deployments.',
      description: () =>
        `{{ $value | humanizePercentage }} of the gate evaluations of ring {{ $labels.ring }} of ${SERVICE_TEXT} pass; ` +
        `less than ${percent(EUCORA.gateSuccessRatio)} is too few.`,
      board: 'rings',
      boardVariables: { service: 'service', ring: 'ring' },
    },
  },
});
