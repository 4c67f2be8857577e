import { RATE_WINDOW as window } from '../../../kit/scope';
import * as units from '@grafana/grafana-foundation-sdk/units';
import { STACK } from '../../../../alerts';
import { type RowSpec } from '../../../kit/panel';
import { level, range, rate } from '../../../kit/signals';
import { type Sources } from '../../../kit/sources';
import { links } from './links';

const INSTANCE = '{{instance}}';
const by = ['instance'] as const;

/** What is held, in memory and on disk. */
export function storage({ everywhere: q }: Sources): RowSpec {
  return {
    id: 2,
    title: 'Storage',
    panels: [
      level({
        id: 201,
        title: 'Series in memory',
        width: 8,
        unit: units.Short,
        description: {
          shows: 'Series that Prometheus holds.',
          bad: 'Above the line, or a slope without new services: some label has no bound.',
          next: 'Cardinality and cost names the job and the metric.',
        },
        queries: { series: range(q.aggregate('max', 'prometheus.head_series', { by }), INSTANCE) },
        threshold: { value: STACK.headSeries, bad: 'above' },
        alerts: ['PrometheusTooManySeries'],
        dataLinks: links,
      }),
      rate({
        id: 202,
        title: 'Samples stored',
        width: 8,
        unit: units.EventsPerSecond,
        description: {
          shows: 'Samples that were stored, each second.',
          bad: 'A fall: targets are lost. A step up without new services: series multiply.',
          next: 'Compare with Targets and Series in memory.',
        },
        queries: { samples: range(q.rate('prometheus.samples', { by, window }), INSTANCE) },
        dataLinks: links,
      }),
      level({
        id: 203,
        title: 'Disk',
        width: 8,
        unit: units.BytesIEC,
        description: {
          shows: 'Disk that blocks of samples take, and may take. Blocks are written every two hours.',
          bad: 'At the limit: the oldest samples go before their time, and long windows of objectives lose their begin.',
          next: 'Raise storage.prometheus of the stack, or shorten retention.prometheus.',
        },
        queries: {
          used: range(q.aggregate('max', 'prometheus.storage.bytes', { by }), `${INSTANCE} taken`),
          limit: range(q.aggregate('max', 'prometheus.storage.limit', { by }), `${INSTANCE} limit`),
        },
        dataLinks: links,
      }),
    ],
  };
}
