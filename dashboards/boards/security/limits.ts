import * as units from '@grafana/grafana-foundation-sdk/units';
import { chosenLinks } from '../../kit/event-links';
import { orZeroPer, top } from '../../kit/expressions';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { ratioOrZero } from '../../kit/ratio-or-zero';
import { RATE_WINDOW as window } from '../../kit/scope';
import { range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';

const LINES = 10;

/** Who asks for more than it may. */
export function limits({ q }: Sources): RowSpec {
  const by = ['service'] as const;
  const info = q.aggregate('max', 'self.info', { by });
  const all = q.rate('rate_limit.decisions', { by, window });
  const limited = q.rate('rate_limit.decisions', { where: { decision: 'limited' }, by, window });
  const dataLinks = [
    ...chosenLinks,
    boardLink('Tenants', 'tenantUsage'),
    boardLink('Rate limits', 'rateLimits'),
  ];
  return {
    id: 2,
    title: 'Limits',
    panels: [
      rate({
        id: 201,
        title: 'Violations by client',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: `Violations of limits each second, of the ${LINES} clients with the most; 0 without any.`,
          bad: 'One client far above all others: a loop or a scraper. All alike: the limit is too low.',
          next: 'Talk to the owner of the client, or block it; traces show what it asks for.',
        },
        queries: {
          violations: range(
            top(
              LINES,
              orZeroPer(info, q.rate('rate_limit.violations', { by: ['service', 'client'], window })),
            ),
            `{{service}} {{${q.label('rate_limit.violations', 'client')}}}`,
            { quietWhenHealthy: true },
          ),
        },
        dataLinks,
      }),
      rate({
        id: 202,
        title: 'Decisions',
        width: 8,
        stacked: true,
        description: {
          shows: 'Requests that limiters let through and held back, each second.',
          bad: 'Held back ones that grow: clients retry without waiting.',
          next: 'Violations by client says who; clients should honour Retry-After.',
        },
        queries: {
          decisions: range(
            q.rate('rate_limit.decisions', { by: ['decision'], window }),
            `{{${q.label('rate_limit.decisions', 'decision')}}}`,
          ),
        },
        dataLinks,
      }),
      share({
        id: 203,
        title: 'Held back',
        width: 8,
        description: {
          shows: 'Share of requests that limiters held back; 0 where none was asked.',
          bad: 'More than a few percent for minutes: somebody is under limits that do not fit, or attacks.',
          next: 'Violations by client; then the limits of that client.',
        },
        queries: { share: range(ratioOrZero(limited, all), '{{service}}', { quietWhenHealthy: true }) },
        dataLinks,
      }),
    ],
  };
}
