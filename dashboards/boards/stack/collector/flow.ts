import { RATE_WINDOW as window } from '../../../kit/scope';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { orZeroPer } from '../../../kit/expressions';
import { type RowSpec } from '../../../kit/panel';
import { range, rate } from '../../../kit/signals';
import { type Sources } from '../../../kit/sources';
import { alive } from '../process';
import { links } from './links';

const by = ['instance'] as const;
const over = { by, window } as const;

/** What comes in, what goes out, and what is lost between. */
export function flow(sources: Sources): RowSpec {
  const { everywhere: q } = sources;
  const accepted = q.rate('collector.spans.accepted', over);
  const lost = (counter: ReturnType<typeof q.rate>, legend: string) =>
    range(orZeroPer(accepted, counter), `{{instance}} ${legend}`, { quietWhenHealthy: true });
  return {
    id: 1,
    title: 'Flow',
    panels: [
      alive(sources, 'collector', 101, links),
      rate({
        id: 102,
        title: 'Spans',
        width: 10,
        unit: units.EventsPerSecond,
        description: {
          shows:
            'Spans that came in, and that Tempo took, each second. Sampling makes the second line lower.',
          bad: 'Sent falls to 0 while spans come in: Tempo does not take them.',
          next: 'Look at Lost and at Sending queues, then at the board of Tempo.',
        },
        queries: {
          accepted: range(accepted, '{{instance}} accepted'),
          sent: range(
            q.rate('collector.spans.sent', { by: ['instance', 'exporter'], window }),
            '{{instance}} sent to {{exporter}}',
          ),
        },
        dataLinks: links,
      }),
      rate({
        id: 103,
        title: 'Log records',
        width: 10,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Log records that came in, and that Loki took, each second.',
          bad: 'The two lines part: logs are not sampled, so the difference waits or is lost.',
          next: 'Look at Lost and at Sending queues, then at the board of Loki.',
        },
        queries: {
          accepted: range(q.rate('collector.logs.accepted', over), '{{instance}} accepted'),
          sent: range(
            q.rate('collector.logs.sent', { by: ['instance', 'exporter'], window }),
            '{{instance}} sent to {{exporter}}',
          ),
        },
        dataLinks: links,
      }),
      rate({
        id: 104,
        title: 'Lost',
        width: 24,
        unit: units.EventsPerSecond,
        description: {
          shows:
            'Spans and log records that the collector refused, could not queue, or gave up, and traces that the sampler forgot, each second.',
          bad: 'Anything above 0: traces or logs are incomplete from then on.',
          next: 'Refused: its memory limit; not queued: Sending queues; given up: the backend; forgotten: more traces than the sampler may hold.',
        },
        queries: {
          spansRefused: lost(q.rate('collector.spans.refused', over), 'spans refused'),
          logsRefused: lost(q.rate('collector.logs.refused', over), 'log records refused'),
          spansNotQueued: lost(q.rate('collector.spans.not_queued', over), 'spans not queued'),
          logsNotQueued: lost(q.rate('collector.logs.not_queued', over), 'log records not queued'),
          spansFailed: lost(q.rate('collector.spans.failed', over), 'spans given up'),
          logsFailed: lost(q.rate('collector.logs.failed', over), 'log records given up'),
          tracesForgotten: lost(q.rate('collector.traces.dropped_early', over), 'traces forgotten'),
        },
        alerts: ['CollectorRefusesData', 'CollectorExportFailing', 'CollectorTracesDroppedEarly'],
        dataLinks: links,
      }),
    ],
  };
}
