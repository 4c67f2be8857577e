import { otlpVariables } from './otlp-variables';
import { integer, milliseconds, text } from './parse';
import { optional, required } from './variable';

/** Items; far above any sensible queue, it catches a slip of the keyboard. */
const MAX_QUEUE = 1_000_000;
/** A queue below 64 KiB would refuse single large spans; one above 4 GiB would not fit a heap. */
const QUEUE_BYTES = { min: 65_536, max: 2 ** 32 } as const;

/** Less than 1 MiB does not hold a batch; 1 TiB catches a slip of the keyboard. */
const SPILL_BYTES = { min: 2 ** 20, max: 2 ** 40 } as const;

/** Variables of the OTLP export: where it goes, and the queue before it. */
export const exportVariables = {
  ...otlpVariables,
  queueCapacity: required({
    name: 'OTEL_BSP_MAX_QUEUE_SIZE',
    type: 'number of items',
    parse: integer(1, MAX_QUEUE),
    // At about 1 KiB a span some 16 MiB; the OpenTelemetry default of 2048 overflows in one busy second.
    default: 16_384,
    help: 'Most spans, and most log records, that wait for export; what comes on top is dropped and counted.',
  }),
  queueCapacityBytes: required({
    name: 'GATEWATCH_EXPORT_QUEUE_BYTES',
    type: 'bytes',
    parse: integer(QUEUE_BYTES.min, QUEUE_BYTES.max),
    // The items of the default above at 2 KiB each, twice what an ordinary span of a request takes.
    default: 33_554_432,
    help: 'Most memory, as estimated, that spans, and that log records, take while they wait for export.',
  }),
  queueBatchSize: required({
    name: 'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
    type: 'number of items',
    parse: integer(1, MAX_QUEUE),
    default: 512,
    help: 'Most items of one export call.',
  }),
  spillDir: optional({
    name: 'GATEWATCH_SPILL_DIR',
    type: 'path',
    parse: text,
    help: 'Folder for batches that wait while the collector is away or the queue is full, one for each service; unset, nothing goes to disk.',
  }),
  spillMaxBytes: required({
    name: 'GATEWATCH_SPILL_MAX_BYTES',
    type: 'bytes',
    parse: integer(SPILL_BYTES.min, SPILL_BYTES.max),
    // Some 500,000 ordinary spans: an hour and a half of 100 sampled requests a second.
    default: 268_435_456,
    help: 'Most bytes of those files, for traces and for logs of each process; above it the oldest are dropped and counted.',
  }),
  queueDelay: required({
    name: 'OTEL_BSP_SCHEDULE_DELAY',
    type: 'milliseconds',
    parse: milliseconds,
    // Shorter than the 5 s of OpenTelemetry: a trace should be there when its alert or log line is read.
    default: 1000,
    help: 'Longest time that an item waits for its batch to fill.',
  }),
} as const;
