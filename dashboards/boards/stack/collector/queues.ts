import { RATE_WINDOW as window } from '../../../kit/scope';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { STACK } from '../../../../alerts';
import { binary } from '../../../../alerts/promql';
import { type RowSpec } from '../../../kit/panel';
import { range, rate, share } from '../../../kit/signals';
import { type Sources } from '../../../kit/sources';
import { links } from './links';

/** What waits, and what each processor does to it. */
export function queues({ everywhere: q }: Sources): RowSpec {
  const queue = ['instance', 'exporter', 'data_type'] as const;
  const perProcessor = { by: ['processor'], window } as const;
  return {
    id: 2,
    title: 'Queues and processors',
    panels: [
      share({
        id: 201,
        title: 'Sending queues',
        width: 12,
        description: {
          shows: 'Share of each sending queue that is taken.',
          bad: 'Above the line: a burst, or a minute without the backend, loses data.',
          next: 'Is the backend slow or away? Look at its board; the queue empties by itself once it is back.',
        },
        queries: {
          fill: range(
            binary(
              q.aggregate('max', 'collector.queue.size', { by: queue }),
              '/',
              q.aggregate('max', 'collector.queue.capacity', { by: queue }),
            ),
            '{{instance}} {{exporter}} {{data_type}}',
          ),
        },
        threshold: { value: STACK.queueRatio, bad: 'above' },
        alerts: ['CollectorQueueFilling'],
        dataLinks: links,
      }),
      rate({
        id: 202,
        title: 'Through each processor',
        width: 12,
        unit: units.EventsPerSecond,
        description: {
          shows:
            'Items that each processor was given and handed on, each second. All of them pass "redaction", which masks secrets.',
          bad: 'A processor that hands on less than it was given drops; one that is given less than memory_limiter was passed by.',
          next: 'Look at Lost; then at the log of the collector for errors of that processor.',
        },
        queries: {
          incoming: range(q.rate('collector.processor.incoming', perProcessor), '{{processor}} in'),
          outgoing: range(q.rate('collector.processor.outgoing', perProcessor), '{{processor}} out'),
        },
        dataLinks: links,
      }),
    ],
  };
}
