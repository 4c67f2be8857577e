import type * as Otlp from '@opentelemetry/otlp-transformer';
import type { ReadableLogRecord } from '@opentelemetry/sdk-logs';
import type { OtlpTarget } from '../config/types';
import type { Capture } from './parcel';
import { otlpTransport } from './otlp-transport';
import type { Transport } from './transport';

/** Path of the gRPC method. */
export const LOGS_METHOD = '/opentelemetry.proto.collector.logs.v1.LogsService/Export';

/** Carries log records over OTLP. */
export function otlpLogs(target: OtlpTarget | Capture): Transport<ReadableLogRecord> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only once the gateway has started
  const otlp = require('@opentelemetry/otlp-transformer') as typeof Otlp;
  return otlpTransport(target, {
    method: LOGS_METHOD,
    serializer: otlp.ProtobufLogsSerializer,
    rejected: (response) => response.partialSuccess?.rejectedLogRecords ?? 0,
  });
}
