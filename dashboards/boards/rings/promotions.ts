import * as units from '@grafana/grafana-foundation-sdk/units';
import { EUCORA } from '../../../alerts/thresholds';
import { ratio } from '../../../alerts/promql';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { boardLink, ofSeries } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW, RATE_WINDOW as window } from '../../kit/scope';
import { bars, counts, instant, range, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { atLeast, atMost } from '../../kit/thresholds';
import { chosen } from '../../kit/variable-names';

const where = { ring: chosen('ring') } as const;
const by = ['ring'] as const;

/** Gates, promotions and approvals between the rings. */
export function promotions({ q }: Sources): RowSpec {
  const from = q.label('ring.promotions', 'from');
  const to = q.label('ring.promotions', 'to');
  const evaluated = { where, by, window } as const;
  const passed = { ...evaluated, where: { ...where, result: 'passed' } } as const;
  return {
    id: 2,
    title: 'Gates, promotions and approvals',
    panels: [
      counts({
        id: 201,
        title: 'Promotions',
        width: 12,
        description: {
          shows: 'Attempts to promote, by ring left, ring entered and how they ended.',
          bad: 'Blocked: a gate did not pass. Failed: the connector was not healthy.',
          next: 'For blocked ones see Gate success below, for failed ones the board of connectors.',
        },
        queries: {
          promotions: range(
            q.increase('ring.promotions', {
              where: { from: chosen('ring') },
              by: ['from', 'to', 'status'],
              window,
            }),
            `{{${from}}} to {{${to}}} {{status}}`,
          ),
        },
        dataLinks: [boardLink('Connectors', 'connectors'), ...errorLinks],
      }),
      share({
        id: 202,
        title: 'Gate success',
        width: 12,
        description: {
          shows:
            'Share of gate evaluations that passed: as the control plane counts it since it began, and over the last moments.',
          bad: 'Below the line: roll-outs stop behind this ring.',
          next: 'Look for devices that are unhealthy after the deployment of the application that stopped.',
        },
        queries: {
          gauge: range(
            q.aggregate('min', 'promotion.gate.success_ratio', { where, by }),
            '{{ring}} since the start',
          ),
          recent: range(
            ratio(
              q.rate('promotion.gate.evaluations', passed),
              q.rate('promotion.gate.evaluations', evaluated),
            ),
            '{{ring}} now',
          ),
        },
        threshold: atLeast(EUCORA.gateSuccessRatio),
        alerts: ['LowPromotionGateSuccessRate'],
        dataLinks: chosenLinks,
      }),
      bars({
        id: 203,
        title: 'Pending approvals',
        width: 12,
        unit: units.Short,
        description: {
          shows: 'Deployments that wait for approval now, by ring.',
          bad: 'Above the line: a backlog, for which the alert fires.',
          next: 'Ask the change advisory board; a rising risk score of changes makes more of them wait.',
        },
        queries: {
          pending: instant(q.aggregate('max', 'deployment.approvals.pending', { where, by }), '{{ring}}'),
        },
        threshold: atMost(EUCORA.pendingApprovals),
        alerts: ['DeploymentApprovalBacklog'],
        dataLinks: [
          boardLink('Risk and applications', 'applications', { ring: ofSeries('ring') }),
          ...chosenLinks,
        ],
      }),
      bars({
        id: 204,
        title: 'Decisions of the change advisory board',
        width: 12,
        unit: units.Short,
        description: {
          shows: 'Decisions over the range of the board, by what was decided.',
          bad: 'So many approvals a day that nobody can have looked at them.',
          next: 'Raise the bound from which a change needs approval, or make changes smaller.',
        },
        queries: {
          decisions: instant(
            q.increase('deployment.cab_decisions', { by: ['decision'], window: RANGE_WINDOW }),
            '{{decision}}',
          ),
        },
        alerts: ['ExcessiveCABApprovals'],
        dataLinks: chosenLinks,
      }),
    ],
  };
}
