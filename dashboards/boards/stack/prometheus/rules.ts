import { RATE_WINDOW as window } from '../../../kit/scope';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { binary } from '../../../../alerts/promql';
import { top } from '../../../kit/expressions';
import { type RowSpec } from '../../../kit/panel';
import { range, rate, share } from '../../../kit/signals';
import { type Sources } from '../../../kit/sources';
import { links } from './links';

const INSTANCE = '{{instance}}';
const by = ['instance'] as const;
/** More lines cannot be told apart. */
const LINES = 10;

/** Whether rules keep up. */
export function rules({ everywhere: q }: Sources): RowSpec {
  const group = ['instance', 'rule_group'] as const;
  return {
    id: 3,
    title: 'Rules',
    panels: [
      share({
        id: 301,
        title: 'Duration of groups',
        width: 8,
        description: {
          shows: `Share of its interval that the last evaluation of a group of rules took, of the ${LINES} slowest.`,
          bad: 'Near 100 %: evaluations are about to be left out, and alerts come late.',
          next: 'Look for the rule with the most series; record what several rules compute.',
        },
        queries: {
          share: range(
            top(
              LINES,
              binary(
                q.aggregate('max', 'prometheus.rule.duration', { by: group }),
                '/',
                q.aggregate('max', 'prometheus.rule.interval', { by: group }),
              ),
            ),
            '{{rule_group}}',
          ),
        },
        alerts: ['PrometheusRuleGroupSlow'],
        dataLinks: links,
      }),
      rate({
        id: 302,
        title: 'Failed evaluations',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Evaluations of rules that failed, each second.',
          bad: 'Anything above 0: those alerts cannot fire.',
          next: 'Prometheus says under /rules which rule failed and why.',
        },
        queries: {
          failed: range(q.rate('prometheus.rule.failures', { by, window }), INSTANCE, {
            quietWhenHealthy: true,
          }),
        },
        alerts: ['PrometheusRuleFailures'],
        dataLinks: links,
      }),
      rate({
        id: 303,
        title: 'Evaluations left out',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows:
            'Evaluations of groups that were left out because the one before took too long, each second.',
          bad: 'Anything above 0: alerts of the group come late or not at all.',
          next: 'Duration of groups names the group.',
        },
        queries: {
          missed: range(q.rate('prometheus.rule.missed', { by, window }), INSTANCE, {
            quietWhenHealthy: true,
          }),
        },
        alerts: ['PrometheusRuleGroupSlow'],
        dataLinks: links,
      }),
    ],
  };
}
