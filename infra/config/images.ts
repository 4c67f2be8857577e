import { z } from 'zod';
import { image } from './fields';

/**
 * Images by component. Tags are exact and name the versions that the configurations are proven with; digests are for
 * the stack file of whoever has a registry to read them from.
 */
export const imagesSchema = z
  .strictObject({
    // The published distribution of the version that tools/collector/manifest.yaml builds; it holds all its components.
    collector: image()
      .describe('OpenTelemetry Collector.')
      .default('docker.io/otel/opentelemetry-collector-contrib:0.155.0'),
    operator: image()
      .describe('Prometheus operator.')
      .default('quay.io/prometheus-operator/prometheus-operator:v0.93.1'),
    configReloader: image()
      .describe('Reloader beside each Prometheus and Alertmanager; of the version of the operator.')
      .default('quay.io/prometheus-operator/prometheus-config-reloader:v0.93.1'),
    prometheus: image().describe('Prometheus.').default('quay.io/prometheus/prometheus:v3.7.3'),
    alertmanager: image().describe('Alertmanager.').default('quay.io/prometheus/alertmanager:v0.28.1'),
    tempo: image().describe('Tempo.').default('docker.io/grafana/tempo:1.5.0'),
    loki: image().describe('Loki.').default('docker.io/grafana/loki:3.7.8'),
    grafana: image().describe('Grafana.').default('docker.io/grafana/grafana:12.0.0'),
    // No registry has it: examples/express-gateway/README.md tells how to build it.
    example: image()
      .describe('Example gateway with the preload.')
      .default('gatewatch.example/express-gateway:0.1.0'),
  })
  .prefault({})
  .describe('Images with exact versions; add @sha256:… to pin a digest.');
