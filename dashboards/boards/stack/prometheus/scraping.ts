import { RATE_WINDOW as window } from '../../../kit/scope';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { type RowSpec } from '../../../kit/panel';
import { level, range, rate, states } from '../../../kit/signals';
import { type Sources } from '../../../kit/sources';
import { alive } from '../process';
import { links } from './links';

const INSTANCE = '{{instance}}';
const by = ['instance'] as const;

/** Whether targets can be read. */
export function scraping(sources: Sources): RowSpec {
  const { everywhere: q } = sources;
  const perJob = ['job', 'instance'] as const;
  return {
    id: 1,
    title: 'Scraping',
    panels: [
      alive(sources, 'prometheus', 101, links),
      states({
        id: 102,
        title: 'Targets',
        width: 20,
        description: {
          shows: 'Whether each target could be read, over time, by scrape job.',
          bad: 'A red stretch: what the target knew in that time is lost.',
          next: 'Prometheus says under /targets why; then look at the process behind the target.',
        },
        queries: { up: range(q.aggregate('min', 'prometheus.up', { by: perJob }), '{{job}} {{instance}}') },
        valueTexts: { 0: { text: 'down', color: 'red' }, 1: { text: 'up', color: 'green' } },
        alerts: ['StackTargetDown', 'GatewayDown'],
        dataLinks: links,
      }),
      level({
        id: 103,
        title: 'Scrape duration',
        width: 12,
        unit: units.Seconds,
        description: {
          shows: 'Time that the last scrape of the slowest target of each job took.',
          bad: 'Near the scrape timeout of 10 s: then the target counts as down.',
          next: 'A page that is large: see Samples a scrape. A busy process: its event loop lag is on the overview.',
        },
        queries: {
          duration: range(q.aggregate('max', 'prometheus.scrape.duration', { by: ['job'] }), '{{job}}'),
        },
        dataLinks: links,
      }),
      rate({
        id: 104,
        title: 'Scrapes thrown away',
        width: 12,
        unit: units.EventsPerSecond,
        description: {
          shows:
            'Scrapes that were thrown away because the target had more samples than allowed, each second.',
          bad: 'Anything above 0: the target is down for every rule although it answers.',
          next: 'Find the label that grew in Cardinality and cost.',
        },
        queries: {
          // Tempo's client library brings the same name along.
          overLimit: range(
            q.rate('prometheus.scrapes.over_limit', { where: { job: 'prometheus' }, by, window }),
            INSTANCE,
            { quietWhenHealthy: true },
          ),
        },
        alerts: ['PrometheusScrapeOverLimit'],
        dataLinks: links,
      }),
    ],
  };
}
