import * as units from '@grafana/grafana-foundation-sdk/units';
import { type Expression, ratio } from '../../../alerts/promql';
import { UNMATCHED_ROUTE } from '../../../instrumentation/contract';
import { tracesLink } from '../../kit/explore';
import { chosenLinks } from '../../kit/event-links';
import { orZero } from '../../kit/expressions';
import { type Link, type PanelSpec, type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { range, rate, share } from '../../kit/signals';
import { type Sources } from '../../kit/sources';

const by = ['service'] as const;

/** Requests of those who do not know the API: scanners, and clients that are wrong. */
export function strangers({ q }: Sources): RowSpec {
  const all = q.rate('http.requests', { by, window });
  const unmatched = q.rate('http.requests', { where: { route: UNMATCHED_ROUTE }, by, window });
  const links: readonly Link[] = [
    tracesLink('Traces without a route', 'variable', ['span.http.response.status_code=404']),
    ...chosenLinks,
  ];
  const panels: PanelSpec[] = [
    rate({
      id: 301,
      title: 'Scanners',
      width: 8,
      description: {
        shows: 'Requests for paths that no route has, each second.',
        bad: 'Tens a second: a scan is under way. A steady few are the noise of the internet.',
        next: 'Open the traces: the paths show what they look for. Block the source before the gateway.',
      },
      queries: { unmatched: range(orZero(unmatched, all), '{{service}}') },
      dataLinks: links,
    }),
    share({
      id: 302,
      title: 'Share without a route',
      width: 8,
      idle: 'no events in range',
      description: {
        shows: 'Share of all requests that no route matched.',
        bad: 'A step: a scan, or a client released with a wrong path.',
        next: 'One path over and over is a client; many different ones are a scan: the traces tell.',
      },
      queries: { share: range(ratio(unmatched, all), '{{service}}') },
      dataLinks: links,
    }),
    rate({
      id: 303,
      title: 'Refused',
      width: 8,
      description: {
        shows: 'Answers 401, 403 and 429, each second: not known, not allowed, too much.',
        bad: '401 that grow: guessing or an expired key. 403: somebody tries what is not theirs.',
        next: 'Routes says where; the logs name the client.',
      },
      queries: {
        unauthorized: refused(q, '401'),
        forbidden: refused(q, '403'),
        limited: refused(q, '429'),
      },
      dataLinks: chosenLinks,
    }),
  ];
  if (q.carries('http.requests', 'outcome')) panels.push(malformed(q));
  return { id: 3, title: 'Strangers', panels };
}

/** Answers with a code, and 0 where the service has given none. */
function refused(q: Sources['q'], code: string) {
  const coded = q.rate('http.requests', { where: { status_code: code }, by, window });
  return quiet(orZero(coded, q.rate('http.requests', { by, window })), `{{service}} ${code}`);
}

function quiet(of: Expression, legend: string) {
  return range(of, legend, { quietWhenHealthy: true });
}

function malformed(q: Sources['q']): PanelSpec {
  const of = (outcome: 'malformed' | 'timeout' | 'client_aborted') =>
    quiet(
      orZero(
        q.rate('http.requests', { where: { outcome }, by, window }),
        q.rate('http.requests', { by, window }),
      ),
      `{{service}} ${outcome}`,
    );
  return rate({
    id: 304,
    title: 'Malformed, late, given up',
    width: 24,
    unit: units.EventsPerSecond,
    description: {
      shows:
        'Requests that are no HTTP, that did not come in time, and that their client gave up, each second.',
      bad: 'malformed: somebody probes the parser. timeout without load: connections are held open on purpose.',
      next: 'Logs of the service name the address; what stands before the gateway can cut it off.',
    },
    queries: { malformed: of('malformed'), late: of('timeout'), givenUp: of('client_aborted') },
    dataLinks: chosenLinks,
  });
}
