import type * as Otlp from '@opentelemetry/otlp-transformer';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { OtlpTarget } from '../config/types';
import { otlpGrpcTransport } from './otlp-grpc';
import type { Transport } from './transport';

/** Carries spans over OTLP/gRPC. */
export function otlpTraces(target: OtlpTarget): Transport<ReadableSpan> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only once the gateway has started
  const otlp = require('@opentelemetry/otlp-transformer') as typeof Otlp;
  return otlpGrpcTransport({
    target,
    method: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
    serializer: otlp.ProtobufTraceSerializer,
    rejected: (response) => response.partialSuccess?.rejectedSpans ?? 0,
  });
}
