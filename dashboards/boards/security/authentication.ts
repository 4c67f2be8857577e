import * as units from '@grafana/grafana-foundation-sdk/units';
import { chosenLinks, errorLinks } from '../../kit/event-links';
import { orZeroPer } from '../../kit/expressions';
import { type RowSpec } from '../../kit/panel';
import { ratioOrZero } from '../../kit/ratio-or-zero';
import { RATE_WINDOW as window } from '../../kit/scope';
import { range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';

/** Who tried to get in. */
export function authentication({ q }: Sources): RowSpec {
  const attempts = (by: readonly ('result' | 'method')[]) => q.rate('auth.attempts', { by, window });
  const failed = q.rate('auth.attempts', { where: { result: 'failure' }, by: ['method'], window });
  const info = q.aggregate('max', 'self.info', { by: ['service'] });
  return {
    id: 1,
    title: 'Authentication',
    panels: [
      rate({
        id: 101,
        title: 'Attempts',
        width: 8,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: 'Attempts to authenticate, each second, by result.',
          bad: 'Failures that grow while successes do not: somebody guesses.',
          next: 'Failures by method says where; the logs name the client. Block what does not stop.',
        },
        queries: {
          attempts: range(attempts(['result']), `{{${q.label('auth.attempts', 'result')}}}`),
        },
        dataLinks: chosenLinks,
      }),
      share({
        id: 102,
        title: 'Failures by method',
        width: 8,
        description: {
          shows: 'Share of attempts that failed, by way to authenticate; 0 where nobody tried.',
          bad: 'A step for one method: a key or certificate has expired, or is being guessed.',
          next: 'Token checks tells expired from invalid ones.',
        },
        queries: {
          failed: range(
            ratioOrZero(failed, attempts(['method'])),
            `{{${q.label('auth.attempts', 'method')}}}`,
            {
              quietWhenHealthy: true,
            },
          ),
        },
        dataLinks: errorLinks,
      }),
      rate({
        id: 103,
        title: 'Token checks',
        width: 8,
        unit: units.EventsPerSecond,
        stacked: true,
        description: {
          shows: 'Checks of tokens, each second, by result.',
          bad: 'expired: clients do not renew, or clocks differ. invalid: another key signs. revoked: a stolen one is used.',
          next: 'For invalid compare the signing keys; for revoked find the client in the logs at once.',
        },
        queries: {
          checks: range(
            q.rate('auth.token_validations', { by: ['result'], window }),
            `{{${q.label('auth.token_validations', 'result')}}}`,
          ),
        },
        dataLinks: chosenLinks,
      }),
      rate({
        id: 104,
        title: 'Security events',
        width: 24,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Events that the gateway takes for attacks or misuse, each second, by kind and severity.',
          bad: 'critical and high ones; a kind that is new.',
          next: 'Open the error logs: they name the client and the route.',
        },
        queries: {
          events: range(
            orZeroPer(info, q.rate('security.events', { by: ['service', 'type', 'severity'], window })),
            `{{service}} {{${q.label('security.events', 'type')}}} {{${q.label('security.events', 'severity')}}}`,
            { quietWhenHealthy: true },
          ),
        },
        dataLinks: errorLinks,
      }),
    ],
  };
}
