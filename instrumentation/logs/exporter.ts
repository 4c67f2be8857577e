import type { SpanContext } from '@opentelemetry/api';
import { performance } from 'node:perf_hooks';
import type { LoggerHook } from '../config/hooks';
import { createExport } from '../export';
import { LOGS_METHOD, otlpLogs } from '../export/otlp-logs';
import { processResource } from '../export/resource';
import type { Transport } from '../export/transport';
import { createRedactor, redactRecord } from '../redaction';
import type { Logs, LogsOptions } from './index';
import { lineSize, type LogLine, toRecord } from './line';
import { type FinishedLine, ID_KEYS } from './lines';
import { RateLimit } from './rate-limit';

const COMPONENT = 'logs.rate';

/** Log records of all loggers on their way out. */
export interface LogExporter extends Logs {
  offer(logger: LoggerHook, line: FinishedLine, span: SpanContext | undefined): void;
}

/** Sends finished lines over OTLP, redacted, and no more of them per second than the configuration allows. */
export function logExporter(options: LogsOptions): LogExporter {
  const { config, recorder, health, log } = options;
  const { lokiJob: job, keys = ID_KEYS } = config.preset.logs ?? {};
  // Loki makes a label of it, which queries of the preset's system go by.
  const resource = processResource(config, job === undefined ? {} : { job });
  const redactor = createRedactor(config.redaction);
  const { sender, refuse, balance, surrender, keep } = createExport<LogLine>({
    signal: 'logs',
    target: config.logs.otlp,
    queue: config.queue,
    spill: config.spill,
    method: LOGS_METHOD,
    sizeOf: lineSize,
    transport: (target): Transport<LogLine> => {
      const records = otlpLogs(target);
      return {
        send: (lines, done) =>
          records.send(
            lines.map((line) => redactRecord(toRecord(line, resource, keys), redactor)),
            done,
          ),
        close: () => records.close(),
      };
    },
    recorder,
    health,
    log,
  });
  const limit = new RateLimit({
    perSecond: config.logs.exportRate,
    now: () => performance.now(),
    onChange: (isReached, refused) => {
      const message = isReached
        ? `more than ${config.logs.exportRate} records per second: the others are dropped and counted`
        : `within the limit again; ${refused} dropped while beyond`;
      health.report(COMPONENT, isReached ? 'degraded' : 'ok', message);
      if (isReached) log.warn(`logs: ${message}`);
      else log.info(`logs: ${message}`);
    },
  });
  return {
    offer(logger, line, span) {
      if (limit.admits()) sender.offer({ ...line, logger, time: Date.now(), spanContext: span });
      else refuse('rate_limited');
    },
    balance,
    flush: (deadlineMs) => sender.flush(deadlineMs),
    hurry: () => sender.hurry(),
    shutdown: (deadlineMs) => sender.shutdown(deadlineMs),
    surrender,
    keep,
  };
}
