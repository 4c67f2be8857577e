import type { Example } from '../../examples/frame';
import { examplePorts } from '../examples/ports';

/** Ports of the stack itself, and what listens on each. The names are those of the `--port NAME=PORT` flag. */
export const PORTS = {
  prometheus: 'Prometheus',
  alertmanager: 'Alertmanager',
  'alert-operations': 'the alert operations server',
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
/** Port numbers of a run: those of the stack, and those of its example. */
export type RunPorts = Readonly<Record<PortName, number>> & Readonly<Record<string, number>>;

/** Every port of a run by name, those of its example first, and what listens on it. */
export function runPorts(example: Example): Readonly<Record<string, string>> {
  return { ...examplePorts(example), ...PORTS };
}
