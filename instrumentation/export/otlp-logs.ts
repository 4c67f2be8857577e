import type * as Otlp from '@opentelemetry/otlp-transformer';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { OtlpTarget } from '../config/types';
import { otlpGrpcTransport } from './otlp-grpc';
import type { Transport } from './transport';

/** Carries log records over OTLP/gRPC. */
export function otlpLogs(target: OtlpTarget): Transport<ReadableLogRecord> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only once the gateway has started
  const otlp = require('@opentelemetry/otlp-transformer') as typeof Otlp;
  return otlpGrpcTransport({
    target,
    method: '/opentelemetry.proto.collector.logs.v1.LogsService/Export',
    serializer: otlp.ProtobufLogsSerializer,
    rejected: (response) => response.partialSuccess?.rejectedLogRecords ?? 0,
  });
}
