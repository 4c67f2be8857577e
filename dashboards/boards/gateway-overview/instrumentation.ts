import * as units from '@grafana/grafana-foundation-sdk/units';
import { BEAMLINE } from '../../../alerts/thresholds';
import { orZeroPer } from '../../kit/expressions';
import { type PanelSpec, type RowSpec } from '../../kit/panel';
import { RATE_WINDOW as window } from '../../kit/scope';
import { instant, level, range, rate, stat } from '../../kit/signals';
import { serviceLinks as dataLinks } from '../../kit/event-links';
import { type Sources } from '../../kit/sources';
import { atMost } from '../../kit/thresholds';

/** The preload about itself: can what the other rows show be trusted? */
export function instrumentation(sources: Sources): RowSpec {
  const { q } = sources;
  // These counters get a series with the first event. The build info is there from the start, and so gives the 0.
  const anchor = q.aggregate('max', 'self.info', { by: ['service'] });
  return {
    id: 7,
    title: 'Instrumentation',
    panels: [
      stat({
        id: 701,
        title: 'State',
        width: 6,
        height: 8,
        unit: units.NoUnit,
        description: {
          shows: 'Whether every part of the instrumentation works.',
          bad: 'Degraded: a part is missing, the gateway itself goes on.',
          next: 'GET /health on the admin port of the process names the part and the reason.',
        },
        queries: {
          degraded: {
            ...instant(
              q.aggregate('max', 'self.degraded', { by: ['service', 'instance'] }),
              '{{service}} {{instance}}',
            ),
            quietWhenHealthy: true,
          },
        },
        valueTexts: { 0: 'complete', 1: 'degraded' },
        threshold: { value: 1, bad: 'above' },
        alerts: ['GatewayInstrumentationDegraded', 'MetricsNotPopulated'],
        dataLinks,
      }),
      rate({
        id: 702,
        title: 'Folded into other',
        width: 9,
        unit: units.EventsPerSecond,
        description: {
          shows:
            'Samples that were folded into "other" because a label or a metric had reached its cap, by metric and label.',
          bad: 'Anything above 0: totals stay exact, detail is lost.',
          next: 'See which label grew: a raw path or an id as a label value is a mistake in the gateway; else raise the cap.',
        },
        queries: {
          overflow: range(
            orZeroPer(
              anchor,
              q.rate('self.cardinality.overflow', { by: ['service', 'metric', 'label'], window }),
            ),
            '{{service}} {{metric}} {{label}}',
            { quietWhenHealthy: true },
          ),
        },
        alerts: ['GatewayCardinalityOverflow'],
        dataLinks,
      }),
      rate({
        id: 703,
        title: 'Caught errors',
        width: 9,
        unit: units.EventsPerSecond,
        description: {
          shows:
            'Errors inside the instrumentation that were caught so that the gateway did not notice, by part.',
          bad: 'Anything above 0: what the part should record is missing.',
          next: 'Look for "gatewatch: warning" in the logs of the process.',
        },
        queries: {
          errors: range(
            orZeroPer(anchor, q.rate('self.errors', { by: ['service', 'where'], window })),
            '{{service}} {{where}}',
            { quietWhenHealthy: true },
          ),
        },
        dataLinks,
      }),
      ...(sources.has('stack') ? [scrapeDuration(sources)] : []),
    ],
  };
}

function scrapeDuration({ q, context }: Sources): PanelSpec {
  return level({
    id: 704,
    title: 'Scrape duration',
    width: 24,
    unit: units.Seconds,
    description: {
      shows: 'Time that Prometheus took to read the metrics of each process, its network included.',
      bad: 'A slope: the page grows with its series. Near the timeout of the scrape it will be missing altogether.',
      next: 'See Folded into other, and which metric has most series on the board of cardinality; a busy event loop answers late, too.',
    },
    queries: {
      duration: range(
        q.aggregate('max', 'prometheus.scrape.duration', { by: ['service', 'instance'] }),
        '{{service}} {{instance}}',
      ),
    },
    ...(context.alertPacks?.includes('beamline') ? { threshold: atMost(BEAMLINE.scrapeSeconds) } : {}),
    alerts: ['MetricsEndpointSlow'],
    dataLinks,
  });
}
