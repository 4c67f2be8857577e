import * as units from '@grafana/grafana-foundation-sdk/units';
import { binary, ratio } from '../../../alerts/promql';
import { type BoardDefinition } from '../../kit/definition';
import { chosenLinks } from '../../kit/event-links';
import { boardLink } from '../../kit/links';
import { ratioOrZero } from '../../kit/ratio-or-zero';
import { type RowSpec } from '../../kit/panel';
import { RANGE_WINDOW, RATE_WINDOW as window } from '../../kit/scope';
import { instant, level, pie, range, rate, share, stat } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { rare } from '../../kit/thresholds';

/** An eviction is a key that may be executed twice; so many in the range are a cache that is too small. */
const EVICTIONS = 10;

/** Requests that clients repeat: what was done once, what was answered again, what was lost. */
export const idempotency: BoardDefinition = {
  name: 'idempotency',
  folder: 'gateways',
  needs: ['idempotency'],
  description: 'Requests with an idempotency key, and the cache of their answers.',
  tags: ['gateway', 'idempotency'],
  scope: 'gateways',
  rows: (sources) => [requests(sources), cache(sources)],
};

const dataLinks = [boardLink('Rate limits', 'rateLimits'), ...chosenLinks];

function requests({ q }: Sources): RowSpec {
  const all = q.rate('idempotency.requests', { window });
  const conflicts = q.rate('idempotency.requests', {
    where: { outcome: { oneOf: ['conflict', 'in_flight'] } },
    window,
  });
  return {
    id: 1,
    title: 'Requests with a key',
    panels: [
      rate({
        id: 101,
        title: 'Requests by outcome',
        width: 12,
        stacked: true,
        description: {
          shows:
            'Requests with an idempotency key, each second: executed, replayed from the cache, refused as a conflict or as still in flight, or with a key whose time was over.',
          bad: 'Replays that jump: clients retry, because answers come late or get lost.',
          next: 'Compare with Request duration and with timeouts of clients on the gateway overview.',
        },
        queries: {
          outcomes: range(q.rate('idempotency.requests', { by: ['outcome'], window }), '{{outcome}}'),
        },
        dataLinks: [boardLink('Gateway overview', 'gatewayOverview'), ...chosenLinks],
      }),
      share({
        id: 102,
        title: 'Refused share',
        width: 6,
        description: {
          shows:
            'Share of the requests with a key that were refused: the key was used for another request (conflict), or the first one still runs (in flight).',
          bad: 'Conflicts: a client makes keys wrongly. In flight: it retries too early.',
          next: 'Find the client in the traces of the answers with 409.',
        },
        queries: { refused: range(ratioOrZero(conflicts, all), 'refused', { quietWhenHealthy: true }) },
        dataLinks,
      }),
      pie({
        id: 103,
        title: 'Outcomes of the range',
        width: 6,
        unit: units.Short,
        description: {
          shows: 'Requests with a key over the range of the board, by outcome.',
          bad: 'More replays than executions.',
          next: 'Look for the client that repeats everything.',
        },
        queries: {
          outcomes: instant(
            q.increase('idempotency.requests', { by: ['outcome'], window: RANGE_WINDOW }),
            '{{outcome}}',
          ),
        },
        dataLinks,
      }),
    ],
  };
}

function cache({ q }: Sources): RowSpec {
  const hits = q.rate('idempotency.hits', { window });
  const lookups = binary(hits, '+', q.rate('idempotency.misses', { window }));
  return {
    id: 2,
    title: 'Cache of answers',
    panels: [
      share({
        id: 201,
        title: 'Hit share',
        width: 8,
        description: {
          shows: 'Share of the look-ups that found a stored answer: operations that were not done twice.',
          bad: 'A fall to 0 while clients retry: the cache lost what it held.',
          next: 'See evictions and stored answers; was the cache restarted?',
        },
        queries: { hits: range(ratio(hits, lookups), 'hits') },
        dataLinks,
      }),
      level({
        id: 202,
        title: 'Stored answers',
        width: 8,
        unit: units.Short,
        description: {
          shows: 'Answers that are stored now, by service.',
          bad: 'A plateau with evictions: the cache is full.',
          next: 'Raise its size, or shorten the time that answers are kept.',
        },
        queries: {
          entries: range(q.aggregate('max', 'idempotency.entries', { by: ['service'] }), '{{service}}'),
        },
        dataLinks,
      }),
      stat({
        id: 203,
        title: 'Evictions of the range',
        width: 8,
        height: 8,
        unit: units.Short,
        description: {
          shows:
            'Answers that were dropped before their time because the cache was full, over the range of the board.',
          bad: 'Any: a repeated request of such a key is executed twice.',
          next: 'Raise the size of the cache; look for the client that fills it.',
        },
        queries: {
          evictions: {
            ...instant(q.increase('idempotency.evictions', { window: RANGE_WINDOW }), 'evictions'),
            quietWhenHealthy: true,
          },
        },
        threshold: rare(EVICTIONS),
        dataLinks,
      }),
    ],
  };
}
