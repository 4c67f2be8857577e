import { LOGGER_HOOKS, type LoggerHook } from '../config/hooks';
import { hookBunyan } from './bunyan';
import { hookConsole } from './console';
import { type LogExporter, logExporter } from './exporter';
import type { Logs, LogsOptions } from './index';
import { ID_KEYS, type Lines } from './lines';
import { hookPino } from './pino';
import { hookWinston } from './winston';

const HOOKS: Readonly<Record<LoggerHook, (lines: Lines) => void>> = {
  pino: hookPino,
  winston: hookWinston,
  bunyan: hookBunyan,
  console: hookConsole,
};

/** Trace ids in the lines of every logger whose hook is not switched off, and the lines as OTLP log records. */
export function hookLoggers(options: LogsOptions): Logs | undefined {
  const { config, part } = options;
  const exporter = config.logs.export ? logExporter(options) : undefined;
  for (const name of LOGGER_HOOKS) {
    if (config.disabledHooks.includes(name)) continue;
    part(name, () => HOOKS[name](linesOf(name, exporter, options)), `logs.${name}`);
  }
  return exporter;
}

function linesOf(
  name: LoggerHook,
  exporter: LogExporter | undefined,
  { config, recorder, health }: LogsOptions,
): Lines {
  const errors = recorder.counter('self.errors');
  let isReported = false;
  return {
    correlates: config.logs.correlate,
    keys: config.preset.logs?.keys ?? ID_KEYS,
    exports: exporter !== undefined,
    offer: (line, span) => exporter?.offer(name, line, span),
    guard: (run) => {
      try {
        return run();
      } catch (error) {
        errors.inc({ where: name });
        if (!isReported)
          health.report(`logs.${name}`, 'degraded', error instanceof Error ? error.message : String(error));
        isReported = true;
        return undefined;
      }
    },
  };
}
