import * as units from '@grafana/grafana-foundation-sdk/units';
import { STACK } from '../../../alerts';
import { expression, sumBy } from '../../../alerts/promql';
import { worstCaseSeries } from '../../../instrumentation/contract';
import { orZeroPer, top } from '../../kit/expressions';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { bars, instant, level, range, rate, stat, table } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { serviceLinks, stackLinks } from './links';

const LINES = 10;
const TABLE_ROWS = 25;

/** The series, which the memory of Prometheus is spent on. */
export function series({ everywhere, gateways, binding, context }: Sources): RowSpec {
  const samples = (labels: readonly 'job'[]) =>
    everywhere.aggregate('sum', 'prometheus.scrape.samples', { by: labels });
  const held = everywhere.aggregate('max', 'prometheus.head_series', { by: ['instance'] });
  // No builder takes "every metric of these targets": the selector is that of a metric without its name.
  const anyMetric = gateways.series('prometheus.up');
  const perMetric = expression(
    `count by (__name__) (${anyMetric.text.replace(/^\w+/, '')})`,
    [anyMetric],
    ['__name__'],
  );
  const info = gateways.aggregate('max', 'self.info', { by: ['service'] });
  const overflow = gateways.rate('self.cardinality.overflow', { by: ['service', 'metric', 'label'], window });
  return {
    id: 1,
    title: 'Series and samples',
    panels: [
      stat({
        id: 101,
        title: 'Series held',
        width: 4,
        height: 8,
        unit: units.Short,
        description: {
          shows: 'Series that Prometheus has in memory, over all targets.',
          bad: 'Above the limit that it is sized for.',
          next: 'Series by job says whose they are; Metrics with most series which.',
        },
        queries: { series: instant(sumBy(held, []), '') },
        threshold: { value: STACK.headSeries, bad: 'above' },
        alerts: ['PrometheusTooManySeries'],
        dataLinks: stackLinks,
      }),
      bars({
        id: 102,
        title: 'Series by job',
        width: 10,
        unit: units.Short,
        description: {
          shows: `Samples of one scrape of all targets of a job, which are its series; the ${LINES} largest.`,
          bad: 'A job that outweighs all others without being most of the traffic.',
          next: 'Metrics with most series; for a job of the stack keep only what rules and boards read.',
        },
        queries: { samples: instant(top(LINES, samples(['job'])), '{{job}}') },
        dataLinks: stackLinks,
      }),
      level({
        id: 103,
        title: 'Series of a gateway process',
        width: 10,
        unit: units.Short,
        description: {
          shows: `Samples of one scrape of each gateway. By contract a process has at most ${worstCaseSeries(binding)}, with every label at its cap.`,
          bad: 'Near the line, or a slope that does not level off: a label has too many values.',
          next: 'Folded into other says which label has reached its cap.',
        },
        queries: {
          samples: range(
            gateways.aggregate('max', 'prometheus.scrape.samples', { by: ['service', 'instance'] }),
            '{{service}} {{instance}}',
          ),
        },
        threshold: { value: worstCaseSeries(binding), bad: 'above' },
        dataLinks: serviceLinks,
      }),
      table({
        id: 104,
        title: 'Metrics with most series',
        width: 12,
        height: 10,
        description: {
          shows: `The ${TABLE_ROWS} metrics of the gateways with the most series now; a histogram has one a bucket.`,
          bad: 'A metric far above the others that nobody looks at.',
          next: 'Fewer buckets or labels in the preset; docs/metrics.md says what each is for.',
        },
        queries: { series: instant(top(TABLE_ROWS, perMetric)) },
        columns: [
          { field: '__name__', title: 'Metric' },
          { field: 'Value', title: 'Series', unit: units.Short, bar: true },
        ],
        dataLinks: stackLinks,
      }),
      rate({
        id: 105,
        title: 'Folded into other',
        width: 12,
        height: 10,
        unit: units.EventsPerSecond,
        description: {
          shows:
            'Samples that were folded into "other" because a label or a metric had reached its cap, each second.',
          bad: 'Anything above 0: totals stay exact, detail is lost.',
          next: 'A raw path or an id as a label value is a mistake in the gateway; else raise the cap.',
        },
        queries: {
          overflow: range(
            orZeroPer(info, overflow),
            `{{service}} {{${gateways.label('self.cardinality.overflow', 'metric')}}} {{${gateways.label('self.cardinality.overflow', 'label')}}}`,
            { quietWhenHealthy: true },
          ),
        },
        alerts: ['GatewayCardinalityOverflow'],
        dataLinks: serviceLinks,
      }),
      rate({
        id: 106,
        title: 'Samples stored',
        width: 12,
        unit: units.EventsPerSecond,
        description: {
          shows: `Samples that Prometheus stored, each second. At two bytes each, a million a second are 170 GB a day; they are kept as the stack says${keptFor(context.retentionSeconds)}.`,
          bad: 'A step without new services.',
          next: 'Series by job; a longer scrape interval halves it without losing a series.',
        },
        queries: {
          samples: range(everywhere.rate('prometheus.samples', { by: ['instance'], window }), '{{instance}}'),
        },
        dataLinks: stackLinks,
      }),
      level({
        id: 107,
        title: 'New series',
        width: 12,
        unit: units.Short,
        description: {
          shows: 'Series of the last scrape that were new, by job.',
          bad: 'A line that stays above 0 without restarts: a label value is made up anew all the time.',
          next: 'Metrics with most series names the metric; look for an id or a time in a label.',
        },
        queries: {
          added: range(
            everywhere.aggregate('sum', 'prometheus.scrape.series_added', { by: ['job'] }),
            '{{job}}',
          ),
        },
        dataLinks: stackLinks,
      }),
    ],
  };
}

const DAY_SECONDS = 86_400;

function keptFor(seconds: number | undefined): string {
  return seconds === undefined ? '' : `, ${Number((seconds / DAY_SECONDS).toPrecision(3))} days here`;
}
