import type * as Otlp from '@opentelemetry/otlp-transformer';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { OtlpTarget } from '../config/types';
import type { Capture } from './parcel';
import { otlpTransport } from './otlp-transport';
import type { Transport } from './transport';

/** Path of the gRPC method. */
export const TRACES_METHOD = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';

/** Carries spans over OTLP. */
export function otlpTraces(target: OtlpTarget | Capture): Transport<ReadableSpan> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only once the gateway has started
  const otlp = require('@opentelemetry/otlp-transformer') as typeof Otlp;
  return otlpTransport(target, {
    method: TRACES_METHOD,
    serializer: otlp.ProtobufTraceSerializer,
    rejected: (response) => response.partialSuccess?.rejectedSpans ?? 0,
  });
}
