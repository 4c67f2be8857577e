import { RATE_WINDOW as window } from '../../../kit/scope';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { ratio } from '../../../../alerts/promql';
import { type RowSpec } from '../../../kit/panel';
import { level, range, rate, share } from '../../../kit/signals';
import { type Sources } from '../../../kit/sources';
import { links } from './links';

const by = ['instance'] as const;
const over = { by, window } as const;

/** Which traces are kept. */
export function sampling({ everywhere: q }: Sources): RowSpec {
  const decided = q.rate('collector.traces.decided', over);
  const kept = q.rate('collector.traces.decided', { ...over, where: { decision: 'sampled' } });
  return {
    id: 3,
    title: 'Tail sampling',
    panels: [
      rate({
        id: 301,
        title: 'Decisions',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Traces that the sampler decided on, each second, by decision.',
          bad: 'None while spans come in: nothing reaches Tempo.',
          next: 'Look at the policies in the stack configuration under "sampling".',
        },
        queries: {
          decided: range(
            q.rate('collector.traces.decided', { by: ['instance', 'decision'], window }),
            '{{instance}} {{decision}}',
          ),
        },
        dataLinks: links,
      }),
      share({
        id: 302,
        title: 'Traces that are kept',
        width: 8,
        idle: 'no trace in range',
        description: {
          shows: 'Share of traces that go to Tempo: those that failed or were slow, and a share of the rest.',
          bad: 'A jump: many traces fail or are slow, and storage grows with it.',
          next: 'Compare with Error ratio and Request duration of the overview.',
        },
        queries: { kept: range(ratio(kept, decided), '{{instance}}') },
        dataLinks: links,
      }),
      level({
        id: 303,
        title: 'Traces in memory',
        width: 8,
        unit: units.Short,
        description: {
          shows: 'Traces that wait for a decision.',
          bad: 'At the limit of the stack configuration: traces are forgotten undecided, failed ones among them.',
          next: 'Raise the limit, or shorten the wait for a decision; both are under "sampling".',
        },
        queries: { waiting: range(q.aggregate('sum', 'collector.traces.in_memory', { by }), '{{instance}}') },
        alerts: ['CollectorTracesDroppedEarly'],
        dataLinks: links,
      }),
    ],
  };
}
