import * as units from '@grafana/grafana-foundation-sdk/units';
import { binary, ratio } from '../../../alerts/promql';
import { chosenLinks } from '../../kit/event-links';
import { eventsOrZero, top } from '../../kit/expressions';
import { tracesLink } from '../../kit/explore';
import { type Link, type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { chosen } from '../../kit/variable-names';

const LINES = 10;

/** Requests that were turned away share this status, whatever the limit. */
const turnedAway: readonly Link[] = [
  tracesLink('Traces of 429', 'variable', ['span.http.response.status_code=429']),
  ...chosenLinks,
];

/** What the limits decide. */
export function decisions({ q }: Sources): RowSpec {
  const where = { tenant: chosen('tenant') } as const;
  const by = ['tenant'] as const;
  const hits = q.rate('rate_limit.hits', { where, by, window });
  const checks = q.rate('rate_limit.misses', { where, by, window });
  const all = binary(binary(hits, 'or', binary(checks, '*', 0)), '+', checks);
  const decision = `{{${q.label('rate_limit.decisions', 'decision')}}}`;
  // A preset may count its decisions in all, without tenant and limit.
  const byLimit = q.carries('rate_limit.decisions', 'limit')
    ? (['limit', 'decision'] as const)
    : (['decision'] as const);
  const limit = byLimit.length === 2 ? `{{${q.label('rate_limit.decisions', 'limit')}}} ` : '';
  const tenant = `{{${q.label('rate_limit.hits', 'tenant')}}}`;
  const endpoint = `{{${q.label('rate_limit.hits', 'endpoint')}}}`;
  return {
    id: 1,
    title: 'Decisions',
    panels: [
      rate({
        id: 101,
        title: 'Checks by decision',
        width: 12,
        stacked: true,
        description: {
          shows: 'Rate limit checks, each second, by limit where the gateway says it, and by decision.',
          bad: 'A growing part that is limited.',
          next: 'See which tenants and endpoints, to the right and below.',
        },
        queries: {
          decisions: range(q.rate('rate_limit.decisions', { by: byLimit, window }), `${limit}${decision}`),
        },
        dataLinks: turnedAway,
      }),
      share({
        id: 102,
        title: 'Turned away by tenant',
        width: 12,
        description: {
          shows: 'Share of the requests of each tenant that a limit turned away.',
          bad: 'A tenant that is turned away all the time: its limit is too small, or its client too eager.',
          next: 'Open traces of answers with 429; compare with what is left of its quota.',
        },
        queries: { share: range(ratio(hits, all), tenant, { quietWhenHealthy: true }) },
        dataLinks: turnedAway,
      }),
      rate({
        id: 103,
        title: 'Turned away by tenant and endpoint',
        width: 12,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: `Requests that a limit turned away, each second, of the ${LINES} busiest pairs of tenant and endpoint.`,
          bad: 'One endpoint for many tenants: its limit does not fit its use.',
          next: 'Look at what the clients do there; batch, cache, or raise the limit.',
        },
        queries: {
          hits: range(
            top(
              LINES,
              eventsOrZero(q, q.rate('rate_limit.hits', { where, by: ['tenant', 'endpoint'], window })),
            ),
            `${tenant} ${endpoint}`,
            { quietWhenHealthy: true },
          ),
        },
        dataLinks: turnedAway,
      }),
      rate({
        id: 104,
        title: 'Violations by client',
        width: 12,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: `Requests beyond a limit, each second, of the ${LINES} clients with most of them.`,
          bad: 'One client all the time: it ignores 429 and tries again at once.',
          next: 'Talk to the client, or block it.',
        },
        queries: {
          violations: range(
            top(LINES, eventsOrZero(q, q.rate('rate_limit.violations', { by: ['client'], window }))),
            '{{client}}',
            { quietWhenHealthy: true },
          ),
        },
        alerts: ['RateLimitViolations'],
        dataLinks: turnedAway,
      }),
    ],
  };
}
