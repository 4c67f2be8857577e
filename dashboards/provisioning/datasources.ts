import { queries, ratio } from '../../alerts/promql';
import { type Binding, DATASOURCES, failedOutcomes, TRACE_ID_LABEL } from '../../instrumentation/contract';
import { LOKI_SERVICE_LABEL } from '../kit/logql';
import { RATE_WINDOW } from '../kit/scope';

/** Base URLs of the backends as Grafana reaches them. */
export interface Endpoints {
  readonly prometheus: string;
  readonly tempo: string;
  readonly loki: string;
  readonly alertmanager: string;
}

/** A data source in Grafana's provisioning file. */
export interface Datasource {
  readonly name: string;
  readonly type: string;
  readonly uid: string;
  readonly url: string;
  readonly access: 'proxy';
  readonly editable: false;
  readonly isDefault: boolean;
  readonly jsonData: object;
}

/** Log lines are looked for this much around a span: exporters batch, clocks differ. */
const AROUND_SPAN = '5m';

function datasource(name: string, type: keyof typeof DATASOURCES, url: string, jsonData: object): Datasource {
  return {
    name,
    type,
    uid: DATASOURCES[type],
    url,
    access: 'proxy',
    editable: false,
    isDefault: type === 'prometheus',
    jsonData,
  };
}

/**
 * The four data sources, linked to each other: an exemplar opens its trace, a span its logs and metrics, a log line
 * its trace.
 * @param scrapeInterval real scrape interval, from which Grafana derives `$__rate_interval`
 */
export function datasources(endpoints: Endpoints, scrapeInterval: string, binding: Binding): Datasource[] {
  return [
    datasource('Prometheus', 'prometheus', endpoints.prometheus, {
      httpMethod: 'POST',
      prometheusType: 'Prometheus',
      timeInterval: scrapeInterval,
      manageAlerts: true,
      alertmanagerUid: DATASOURCES.alertmanager,
      exemplarTraceIdDestinations: [{ name: TRACE_ID_LABEL, datasourceUid: DATASOURCES.tempo }],
    }),
    datasource('Tempo', 'tempo', endpoints.tempo, {
      tracesToLogsV2: tracesToLogs(),
      tracesToMetrics: tracesToMetrics(binding),
      serviceMap: { datasourceUid: DATASOURCES.prometheus },
      nodeGraph: { enabled: true },
    }),
    datasource('Loki', 'loki', endpoints.loki, {
      // The id of an OTLP record is structured metadata, not text of the line: it is found by label only.
      derivedFields: [
        {
          name: 'Trace',
          matcherType: 'label',
          matcherRegex: TRACE_ID_LABEL,
          url: '${__value.raw}',
          datasourceUid: DATASOURCES.tempo,
          urlDisplayLabel: 'Open trace',
        },
      ],
    }),
    datasource('Alertmanager', 'alertmanager', endpoints.alertmanager, {
      implementation: 'prometheus',
      handleGrafanaManagedAlerts: false,
    }),
  ];
}

/** A query of our own: the built-in one looks for the trace id in the text of the line, where OTLP does not put it. */
function tracesToLogs(): object {
  return {
    datasourceUid: DATASOURCES.loki,
    spanStartTimeShift: `-${AROUND_SPAN}`,
    spanEndTimeShift: AROUND_SPAN,
    tags: [{ key: 'service.name', value: LOKI_SERVICE_LABEL }],
    customQuery: true,
    query: `{\${__tags}} | ${TRACE_ID_LABEL}="\${__trace.traceId}"`,
  };
}

function tracesToMetrics(binding: Binding): object {
  return {
    datasourceUid: DATASOURCES.prometheus,
    spanStartTimeShift: `-${AROUND_SPAN}`,
    spanEndTimeShift: AROUND_SPAN,
    tags: [{ key: 'service.name', value: 'service' }],
    queries: binding.has('http.requests') ? redOfService(binding) : [],
  };
}

/** Grafana replaces `$__tags` by the matchers that `tags` gives: a matcher of that "name" is put in its place. */
function redOfService(binding: Binding): { name: string; query: string }[] {
  const q = queries(binding);
  const where = { service: TAGS } as const;
  const all = { where, window: RATE_WINDOW } as const;
  const failed = { ...all, where: { ...where, outcome: { oneOf: failedOutcomes(binding) } } } as const;
  const named = {
    'Request rate': q.rate('http.requests', all),
    'Error ratio': ratio(q.rate('http.requests', failed), q.rate('http.requests', all)),
    'p95 duration': q.quantile(0.95, 'http.request.duration', all),
  };
  return Object.entries(named).map(([name, { text }]) => ({
    name,
    query: text.replaceAll(`service="${TAGS}"`, '$__tags'),
  }));
}

const TAGS = '__tags__';
