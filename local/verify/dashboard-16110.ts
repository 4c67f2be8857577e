/**
 * Prometheus queries of the Grafana community dashboard 16110 ("FastAPI Observability"), as published on grafana.com and in
 * the repository blueswen/fastapi-observability (etc/dashboards/fastapi-observability.json): the names and labels that a
 * gateway has to expose for it. `$app_name` is its variable.
 */
export const QUERIES_16110: Readonly<Record<string, string>> = {
  'Total Requests': 'sum(fastapi_requests_total{app_name="$app_name", path!="/metrics"})',
  'Requests Count': 'fastapi_requests_total{app_name="$app_name", path!="/metrics"}',
  'Requests Average Duration':
    'fastapi_requests_duration_seconds_sum{app_name="$app_name"} / fastapi_requests_duration_seconds_count{app_name="$app_name"}',
  'Total Exceptions': 'sum(fastapi_exceptions_total{app_name="$app_name"})',
  'Percent of 2xx Requests':
    'sum by(path) (fastapi_responses_total{app_name="$app_name", status_code=~"2.*", path!="/metrics"}) / sum by(path) (fastapi_responses_total{app_name="$app_name", path!="/metrics"})',
  'Percent of 5xx Requests':
    'sum by(path) (fastapi_responses_total{app_name="$app_name", status_code=~"5.*", path!="/metrics"}) / sum by(path) (fastapi_responses_total{app_name="$app_name", path!="/metrics"})',
  'PR 99 Requests Duration':
    'histogram_quantile(.99,sum(rate(fastapi_requests_duration_seconds_bucket{app_name="$app_name", path!="/metrics"}[1m])) by(path, le))',
  'Request In Process': 'fastapi_requests_in_progress{app_name="$app_name", path!="/metrics"}',
  'Request Per Sec': 'rate(fastapi_requests_total{app_name="$app_name"}[1m])',
};

/** Metric and label from which the dashboard takes the values of its variable. */
export const VARIABLE_16110 = { metric: 'fastapi_app_info', label: 'app_name' } as const;

/** Its two log queries are left out: they select by `compose_service` and parse the text lines of a Python logger. */
