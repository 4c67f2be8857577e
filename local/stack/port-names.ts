/** Every port of a local stack, and what listens on it. The names are those of the `--port NAME=PORT` flag. */
export const PORTS = {
  gateway: 'the example gateway',
  'gateway-admin': 'metrics and health of the gateway',
  upstream: 'the example upstream',
  'upstream-admin': 'metrics and health of the upstream',
  traffic: 'the ledger and the rate of the traffic generator',
  prometheus: 'Prometheus',
  alertmanager: 'Alertmanager',
  webhook: 'the webhook receiver that Alertmanager calls',
  grafana: 'Grafana',
  tempo: 'the HTTP API of Tempo',
  'tempo-grpc': 'calls between the parts of Tempo',
  'tempo-otlp-grpc': 'traces that Tempo takes from the collector',
  'tempo-otlp-http': 'traces that Tempo takes over HTTP',
  loki: 'the HTTP API of Loki',
  'loki-grpc': 'calls between the parts of Loki',
  'otlp-grpc': 'OTLP/gRPC of the collector',
  'otlp-http': 'OTLP/HTTP of the collector',
  'collector-metrics': 'metrics of the collector',
  'collector-health': 'health of the collector',
  'span-metrics': 'span metrics of the collector',
} as const;

export type PortName = keyof typeof PORTS;
export const PORT_NAMES = Object.keys(PORTS) as PortName[];
export type Ports = Readonly<Record<PortName, number>>;
