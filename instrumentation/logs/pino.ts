import { addTraceIds, messageKeyOf } from './bindings';
import { activeSpan, type Lines } from './lines';
import { hookPinoChannel } from './pino-channel';
import type { LineHook } from './pino-hook';
import { hookOlderPino } from './pino-module';

/** Lines of pino, by its own channel or, where it is too old for one, by its module. */
export function hookPino(lines: Lines): void {
  const hook: LineHook = {
    before: (logger, fields) =>
      lines.guard(() => {
        const active = lines.correlates ? activeSpan() : undefined;
        return active === undefined ? undefined : addTraceIds(logger, fields, active, lines.keys);
      }),
    after: (logger, level, text, undo) =>
      void lines.guard(() => {
        undo?.();
        if (!lines.exports || text === undefined) return;
        lines.offer({ text, level, messageKey: messageKeyOf(logger) }, activeSpan());
      }),
  };
  hookPinoChannel(hook);
  hookOlderPino(hook, lines);
}
