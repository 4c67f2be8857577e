import * as units from '@grafana/grafana-foundation-sdk/units';
import { chosenLinks } from '../../kit/event-links';
import { boardLink } from '../../kit/links';
import { type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window, chosenRoutes as where } from '../../kit/scope';
import { heatmap, range } from '../../kit/signals';
import { type Sources } from '../../kit/sources';
import { bodySizes, errorClasses, inProgress, requestRate, responseTime, throughput } from '../panels/http';

/** The golden signals of the HTTP side. */
export function users(sources: Sources): RowSpec {
  const { q } = sources;
  const providers = [boardLink('Providers', 'llmProviders')];
  const overview = [boardLink('Gateway overview', 'gatewayOverview')];
  return {
    id: 1,
    title: 'Users',
    panels: [
      responseTime(sources, [0.5, 0.95, 0.99], {
        id: 101,
        title: 'User latency',
        width: 12,
        links: providers,
      }),
      heatmap({
        id: 102,
        title: 'User latency, distribution',
        width: 12,
        unit: units.Seconds,
        description: {
          shows: 'How many requests took how long, over time. Points are exemplars.',
          bad: 'A band that moves up: all requests got slower. A second band: some take another way.',
          next: 'Click a point in the upper band to open its trace. Streams are part of it: their length is the answer.',
        },
        queries: { latency: range(q.buckets('http.request.duration', { where, window }), '{{le}}') },
        dataLinks: chosenLinks,
      }),
      requestRate(sources, { id: 103, title: 'Request rate', width: 12, links: overview }),
      errorClasses(sources, { id: 104, title: 'Error rate', width: 12, links: providers }),
      inProgress(sources, { id: 105, title: 'Requests in progress', width: 8, links: overview }),
      throughput(sources, { id: 106, title: 'Bandwidth', width: 8 }),
      bodySizes(sources, { id: 107, title: 'Payload sizes', width: 8 }),
    ],
  };
}
