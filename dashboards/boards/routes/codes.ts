import { errorLinks, chosenLinks } from '../../kit/event-links';
import { orZeroPer } from '../../kit/expressions';
import { type RowSpec } from '../../kit/panel';
import { chosenRoutes as where, RATE_WINDOW as window } from '../../kit/scope';
import { range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { ratio } from '../../../alerts/promql';

/** How the requests of the chosen routes ended. */
export function codes({ q, has }: Sources): RowSpec {
  const all = q.rate('http.requests', { where, window });
  const clientErrors = q.rate('http.requests', {
    where: { ...where, status_code: { regex: '4..' } },
    window,
  });
  return {
    id: 3,
    title: 'Answers',
    panels: [
      rate({
        id: 301,
        title: 'By status code',
        width: 8,
        stacked: true,
        description: {
          shows: 'Requests that ended, each second, by status code; "none" where the connection broke first.',
          bad: 'A code that was not there before, or one that grows without the others.',
          next: '429: limits; 401, 403: the board of security; 5xx: failed traces.',
        },
        queries: {
          codes: range(
            q.rate('http.requests', { where, by: ['status_code'], window }),
            `{{${q.label('http.requests', 'status_code')}}}`,
          ),
        },
        dataLinks: chosenLinks,
      }),
      rate({
        id: 302,
        title: 'By method',
        width: 8,
        stacked: true,
        description: {
          shows: 'Requests that ended, each second, by method; "_OTHER" is one that no standard knows.',
          bad: 'Methods that the routes do not have: a scan, or a client that is wrong.',
          next: 'Open logs of the service and look at the clients.',
        },
        queries: {
          methods: range(
            q.rate('http.requests', { where, by: ['method'], window }),
            `{{${q.label('http.requests', 'method')}}}`,
          ),
        },
        dataLinks: chosenLinks,
      }),
      share({
        id: 303,
        title: 'Client errors',
        width: 8,
        description: {
          shows: 'Share of requests that were answered with 4xx.',
          bad: 'A step up: a client was released with a fault, or the API changed under its clients.',
          next: 'By status code says which; traces of the route name the client.',
        },
        queries: { share: range(ratio(clientErrors, all), '4xx') },
        dataLinks: chosenLinks,
      }),
      ...(has('http-traffic')
        ? [
            rate({
              id: 304,
              title: 'Failures by kind',
              width: 24,
              description: {
                shows: 'Requests that the gateway failed, each second, by kind of error.',
                bad: 'Anything that lasts; a kind that is new since a deployment.',
                next: 'Open failed traces: the exception is an event of the span.',
              },
              queries: {
                kinds: range(
                  orZeroPer(all, q.rate('http.errors', { where, by: ['error_type'], window })),
                  `{{${q.label('http.errors', 'error_type')}}}`,
                  { quietWhenHealthy: true },
                ),
              },
              dataLinks: errorLinks,
            }),
          ]
        : []),
    ],
  };
}
