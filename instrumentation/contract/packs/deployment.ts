import { capped, closed } from '../label';
import { counter, gauge, histogram } from '../metric';

/** Rings in the order in which a deployment goes through them. */
export const RINGS = ['lab', 'canary', 'pilot', 'department', 'global'] as const;

/** How a deployment ended. */
export const DEPLOYMENT_STATUSES = ['success', 'failed', 'rolled_back', 'cancelled'] as const;

/** How an attempt to promote to the next ring ended; `blocked` by a gate. */
export const PROMOTION_STATUSES = ['success', 'failed', 'blocked'] as const;

/** What the change advisory board decided. */
export const CAB_DECISIONS = ['approved', 'rejected'] as const;

/** Score points. Includes 75, at which a high risk begins. */
const RISK_BUCKETS = [10, 25, 50, 75, 90, 100] as const;

const ring = closed('ring', RINGS, 'Ring of the roll-out.');
const app = capped('app_name', 50, 'Application that is deployed.');
const requiresCab = closed(
  'requires_cab',
  ['true', 'false'],
  'Whether the change advisory board had to approve.',
);
const status = closed('status', DEPLOYMENT_STATUSES, 'How the deployment ended.');

/** Roll-outs ring by ring, their risk, their gates and approvals. */
export const deployment = {
  'deployment.completed': counter({
    name: 'deployments_total',
    unit: '1',
    help: 'Deployments that ended, by status, ring, application and need of approval.',
    labels: { status, ring, app, requires_cab: requiresCab },
    seriesBudget: 1000,
    why: 'Success ratio of roll-outs by ring and application.',
  }),
  'deployment.duration': histogram({
    name: 'deployment_duration_seconds',
    unit: 'seconds',
    help: 'Time from the begin of a deployment to its end, by ring and status.',
    labels: { ring, status },
    buckets: [1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600],
    seriesBudget: RINGS.length * DEPLOYMENT_STATUSES.length,
    why: 'A roll-out that takes longer from ring to ring is about to fail.',
  }),
  'deployment.time_to_compliance': gauge({
    name: 'deployment_time_to_compliance_seconds',
    cluster: 'max',
    unit: 'seconds',
    help: 'Time from the intent to compliance of the latest deployment, by ring and application.',
    labels: { ring, app },
    seriesBudget: 255,
    why: 'What the organisation waits for: approval, queue and roll-out together.',
  }),
  'deployment.risk_score': histogram({
    name: 'deployment_risk_score',
    unit: 'score',
    help: 'Risk scores of deployments, 0 to 100, by need of approval.',
    labels: { requires_cab: requiresCab },
    buckets: RISK_BUCKETS,
    seriesBudget: 2,
    why: 'Scores that drift upwards say that changes get larger or checks weaker.',
  }),
  'deployment.approvals.pending': gauge({
    name: 'deployment_approvals_pending',
    cluster: 'max',
    unit: '1',
    help: 'Deployments that wait for approval, by ring.',
    labels: { ring },
    seriesBudget: RINGS.length,
    why: 'The backlog is a level; a counter of requests cannot show how many still wait.',
  }),
  'deployment.cab_decisions': counter({
    name: 'deployment_cab_decisions_total',
    unit: '1',
    help: 'Decisions of the change advisory board.',
    labels: { decision: closed('decision', CAB_DECISIONS, 'What was decided.') },
    seriesBudget: CAB_DECISIONS.length,
    why: 'The load on the board, and how often it says no.',
  }),
  'ring.promotions': counter({
    name: 'ring_promotions_total',
    unit: '1',
    help: 'Attempts to promote to the next ring, by ring left, ring entered and status.',
    labels: {
      from: closed('from_ring', RINGS, 'Ring that was left.'),
      to: closed('to_ring', RINGS, 'Ring that was entered.'),
      status: closed('status', PROMOTION_STATUSES, 'How the attempt ended.'),
    },
    seriesBudget: RINGS.length * RINGS.length * PROMOTION_STATUSES.length,
    why: 'Where roll-outs stop on their way from ring to ring.',
  }),
  'promotion.gate.success_ratio': gauge({
    name: 'promotion_gate_success_ratio',
    cluster: 'max',
    unit: 'ratio',
    help: 'Share of gate evaluations that passed, by ring, 0 to 1.',
    labels: { ring },
    seriesBudget: RINGS.length,
    why: 'The share on which the control plane itself acts.',
  }),
  'promotion.gate.evaluations': counter({
    name: 'deploy_gate_evaluations_total',
    unit: '1',
    help: 'Evaluations of promotion gates, by ring and result.',
    labels: { ring, result: closed('result', ['passed', 'failed'], 'What the evaluation gave.') },
    seriesBudget: RINGS.length * 2,
    why: 'A ratio that the gateway computed cannot be taken over another window; the counts can.',
  }),
} as const;
