'use strict';
// The stock set: every automatic instrumentation, batch export over OTLP/gRPC, sampling by OTEL_TRACES_SAMPLER.
process.env.OTEL_METRICS_EXPORTER ??= 'none';
process.env.OTEL_LOGS_EXPORTER ??= 'none';
process.env.OTEL_EXPORTER_OTLP_PROTOCOL ??= 'grpc';
process.env.OTEL_NODE_RESOURCE_DETECTORS ??= 'none';
require('@opentelemetry/auto-instrumentations-node/register');
