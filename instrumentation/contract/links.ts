/**
 * Names that rules and boards share so that they can link to each other without importing each other:
 * board uids, folder uids, datasource uids, and the builders of URLs.
 */

/** Boards by name. A uid is stable for ever: links in old pages and messages carry it. */
export const BOARDS = {
  gatewayOverview: { uid: 'gatewatch-gateway-overview', title: 'Gateway / Overview' },
  home: { uid: 'gatewatch-home', title: 'Home' },
  routes: { uid: 'gatewatch-routes', title: 'Gateway / Routes' },
  webSockets: { uid: 'gatewatch-websockets', title: 'Gateway / WebSockets' },
  objectives: { uid: 'gatewatch-objectives', title: 'Reliability / Objectives' },
  alertEvents: { uid: 'gatewatch-alerts', title: 'Reliability / Alerts' },
  securityEvents: { uid: 'gatewatch-security-events', title: 'Security / Events' },
  collector: { uid: 'gatewatch-collector', title: 'Stack / Collector' },
  prometheus: { uid: 'gatewatch-prometheus', title: 'Stack / Prometheus' },
  alertmanager: { uid: 'gatewatch-alertmanager', title: 'Stack / Alertmanager' },
  tempo: { uid: 'gatewatch-tempo', title: 'Stack / Tempo' },
  loki: { uid: 'gatewatch-loki', title: 'Stack / Loki' },
  telemetryCost: { uid: 'gatewatch-telemetry-cost', title: 'Stack / Cardinality and cost' },
  // Boards that a system's own text names keep that name.
  apiGatewayOverview: { uid: 'api-gateway-overview', title: 'API Gateway Overview' },
  serviceHealth: { uid: 'service-health', title: 'Service Health' },
  businessMetrics: { uid: 'business-metrics', title: 'Business Metrics' },
  infrastructure: { uid: 'infrastructure', title: 'Infrastructure' },
  eucoraOperations: { uid: 'eucora-operations', title: 'eucora-operations' },
  connectors: { uid: 'gatewatch-connectors', title: 'Deployments / Connectors' },
  rings: { uid: 'gatewatch-rings', title: 'Deployments / Rings' },
  applications: { uid: 'gatewatch-applications', title: 'Deployments / Applications' },
  llmGateway: { uid: 'gatewatch-llm-gateway', title: 'LLM / Gateway' },
  llmProviders: { uid: 'gatewatch-llm-providers', title: 'LLM / Providers' },
  systemHealth: { uid: 'gatewatch-system-health', title: 'System / Health' },
  businessOperations: { uid: 'gatewatch-business', title: 'Business / Orders and webhooks' },
  tenantUsage: { uid: 'gatewatch-tenant-usage', title: 'Tenants / Usage' },
  idempotency: { uid: 'gatewatch-idempotency', title: 'Gateway / Idempotency' },
  rateLimits: { uid: 'gatewatch-rate-limits', title: 'Gateway / Rate limits' },
} as const;
export type BoardName = keyof typeof BOARDS;

/** Folders that boards are provisioned into: one for each audience, so that access is given by folder. */
export const FOLDERS = {
  /** Everybody: where one begins. */
  home: { uid: 'gatewatch-home-folder', title: 'Home' },
  /** Whoever is on call for a gateway. */
  gateways: { uid: 'gatewatch-gateways', title: 'Gateways' },
  /** Who answers for what the gateway earns and spends. */
  // Grafana keeps folders and boards in one table, so that no board may have this uid.
  business: { uid: 'gatewatch-business-folder', title: 'Business' },
  /** Who looks after tenants, and tenants themselves. */
  tenants: { uid: 'gatewatch-tenants', title: 'Tenants' },
  /** Who answers for objectives and alerts. */
  reliability: { uid: 'gatewatch-reliability', title: 'Reliability' },
  security: { uid: 'gatewatch-security', title: 'Security' },
  /** Who operates machines and the observability stack itself. */
  platform: { uid: 'gatewatch-platform', title: 'Platform' },
} as const;

/** Datasource uids. Fixed, so that panels, exemplars and links need no look-up. */
export const DATASOURCES = {
  prometheus: 'gatewatch-prometheus',
  tempo: 'gatewatch-tempo',
  loki: 'gatewatch-loki',
  alertmanager: 'gatewatch-alertmanager',
} as const;

/** Name of the trace id on exemplars and on log records: what datasources look for to link a point or a line to its trace. */
export const TRACE_ID_LABEL = 'trace_id';

/**
 * URL of a board.
 * @param grafanaUrl base URL of Grafana, without a trailing slash
 * @param variables values of board variables by name, e.g. `{ service: 'orders' }`; may hold template text
 * @param range Grafana time range, e.g. `{ from: 'now-1h', to: 'now' }`
 */
export function boardUrl(
  grafanaUrl: string,
  board: BoardName,
  variables: Readonly<Record<string, string>> = {},
  range: { readonly from: string; readonly to: string } = { from: 'now-1h', to: 'now' },
): string {
  const query = Object.entries(variables).map(([name, value]) => `var-${name}=${value}`);
  return `${grafanaUrl}/d/${BOARDS[board].uid}?${[...query, `from=${range.from}`, `to=${range.to}`].join('&')}`;
}

/**
 * URL of Grafana's Explore with a PromQL expression over the last hour, for what no board shows.
 * @param grafanaUrl base URL of Grafana, without a trailing slash
 */
export function exploreUrl(grafanaUrl: string, expr: string): string {
  const pane = {
    datasource: DATASOURCES.prometheus,
    queries: [{ refId: 'A', expr }],
    range: { from: 'now-1h', to: 'now' },
  };
  return `${grafanaUrl}/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ a: pane }))}`;
}

/**
 * URL of Grafana's Explore with the traces of a service over the last hour that failed or were slow.
 * @param grafanaUrl base URL of Grafana, without a trailing slash
 * @param service name of the service; may be template text that gives it encoded for a query
 */
export function failedTracesUrl(grafanaUrl: string, service: string): string {
  const query = `{resource.service.name="${SERVICE_PLACE}" && (status=error || duration>1s)}`;
  const pane = {
    datasource: DATASOURCES.tempo,
    queries: [{ refId: 'A', queryType: 'traceql', query }],
    range: { from: 'now-1h', to: 'now' },
  };
  const panes = encodeURIComponent(JSON.stringify({ a: pane }));
  return `${grafanaUrl}/explore?schemaVersion=1&panes=${panes.replace(SERVICE_PLACE, service)}`;
}

/** Stands for the service while the rest of a URL is encoded. */
const SERVICE_PLACE = '__service__';

/** URL of the runbook of an alert; runbooks are one Markdown page an alert. */
export function runbookUrl(runbookBaseUrl: string, alert: string): string {
  return `${runbookBaseUrl}/${alert}.md`;
}
