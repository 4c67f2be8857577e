import { context, isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';
import { createExport, type Export } from '../export';
import { otlpLogs } from '../export/otlp-logs';
import { processResource } from '../export/resource';
import type { Transport } from '../export/transport';
import { createRedactor, redactRecord } from '../redaction';
import { addTraceIds, messageKeyOf } from './bindings';
import type { Logs, LogsOptions } from './index';
import { lineSize, type LogLine, type Origin, toRecord } from './line';
import { hookPinoChannel } from './pino-channel';
import type { LineHook } from './pino-hook';
import { hookOlderPino } from './pino-module';

const COMPONENT = 'logs.pino';

/** Trace ids in pino's lines, and the lines as OTLP log records, each as configured. */
export function pinoLogs(options: LogsOptions): Logs | undefined {
  const { config, recorder, health } = options;
  const exporter = config.logs.export ? logExport(options) : undefined;
  const errors = recorder.counter('self.errors');
  let reported = false;
  const guarded = <R>(run: () => R): R | undefined => {
    try {
      return run();
    } catch (error) {
      errors.inc({ where: 'logs' });
      if (!reported)
        health.report(COMPONENT, 'degraded', error instanceof Error ? error.message : String(error));
      reported = true;
      return undefined;
    }
  };
  const hook: LineHook = {
    before: (logger, fields) =>
      guarded(() => {
        const active = config.logs.correlate ? activeSpan() : undefined;
        return active === undefined ? undefined : addTraceIds(logger, fields, active);
      }),
    after: (logger, level, text, undo) =>
      guarded(() => {
        undo?.();
        if (exporter === undefined || text === undefined) return;
        exporter.sender.offer({
          text,
          level,
          time: Date.now(),
          messageKey: messageKeyOf(logger),
          spanContext: activeSpan(),
        });
      }),
  };
  hookPinoChannel(hook);
  hookOlderPino(hook);
  return (
    exporter && {
      balance: exporter.balance,
      flush: (deadlineMs) => exporter.sender.flush(deadlineMs),
      hurry: () => exporter.sender.hurry(),
      shutdown: (deadlineMs) => exporter.sender.shutdown(deadlineMs),
    }
  );
}

function activeSpan(): SpanContext | undefined {
  const spanContext = trace.getSpanContext(context.active());
  return spanContext !== undefined && isSpanContextValid(spanContext) ? spanContext : undefined;
}

function logExport({ config, recorder, health, log }: LogsOptions): Export<LogLine> {
  const origin: Origin = {
    resource: processResource(config),
    instrumentationScope: { name: 'pino' },
  };
  const redactor = createRedactor(config.redaction);
  return createExport<LogLine>({
    signal: 'logs',
    target: config.logs.otlp,
    queue: config.queue,
    sizeOf: lineSize,
    transport: (target): Transport<LogLine> => {
      const records = otlpLogs(target);
      return {
        send: (lines, done) =>
          records.send(
            lines.map((line) => redactRecord(toRecord(line, origin), redactor)),
            done,
          ),
        close: () => records.close(),
      };
    },
    recorder,
    health,
    log,
  });
}
