import type { ValueOf } from '../../../contract';
import { guarded, helper } from '../helper';
import { count, measure } from '../step';

type Ring = ValueOf<'ring.promotions', 'from'>;

/** The attempt to promote a deployment to the next ring. */
export interface Promotion {
  /** Ring that was to be entered. */
  readonly ring: Exclude<Ring, 'lab'>;
  /** Ring that was to be left; the one before unless given. */
  readonly from?: Ring;
  /** `blocked` by a gate. */
  readonly outcome: 'passed' | 'failed' | 'blocked';
}

const BEFORE = {
  canary: 'lab',
  pilot: 'canary',
  department: 'pilot',
  global: 'department',
} as const satisfies Record<Promotion['ring'], Ring>;
const STATUS = { passed: 'success', failed: 'failed', blocked: 'blocked' } as const;

const promotion = helper([count('ring.promotions')], { event: 'deployment.promotion' });

/** Roll-outs ring by ring. */
export const deployment = {
  /** A deployment ended. */
  completed: helper([count('deployment.completed'), measure('duration', 'deployment.duration')], {
    event: 'deployment.completed',
  }),
  /** An attempt to promote to the next ring ended. */
  promoted: guarded(({ ring, from = BEFORE[ring], outcome }: Promotion) =>
    promotion({ from, to: ring, status: STATUS[outcome] }),
  ),
  /** A gate was evaluated. */
  gateEvaluated: helper([count('promotion.gate.evaluations')], { event: 'deployment.gate' }),
  /** Share of a ring's gate evaluations that passed, where the gateway computes it itself. */
  gateSuccess: helper([measure('ratio', 'promotion.gate.success_ratio')]),
  /** The risk of a deployment was scored. */
  riskScored: helper([measure('score', 'deployment.risk_score')], { event: 'deployment.risk_score' }),
  /** A deployment has become compliant, that long after the intent. */
  compliant: helper([measure('duration', 'deployment.time_to_compliance')], {
    event: 'deployment.compliant',
  }),
  /** How many deployments wait for approval. */
  awaitingApproval: helper([measure('pending', 'deployment.approvals.pending')]),
  /** The change advisory board has decided. */
  cabDecided: helper([count('deployment.cab_decisions')], { event: 'deployment.cab_decision' }),
};
