import { activeSpan, type Lines, traceFields } from './lines';
import { onLoad } from '../libraries/module-load';

/** What bunyan writes: made anew for each line, so that it may be added to. */
type LogRecord = Record<string, unknown> & { readonly level: number };

interface BunyanLogger {
  /** Makes the line and writes it. @param isDry only makes it, for a probe */
  _emit(this: BunyanLogger, record: LogRecord, isDry?: boolean): string | undefined;
}

/** Lines of bunyan; its streams of the type `raw` get the ids too. */
export function hookBunyan(lines: Lines): void {
  onLoad('bunyan', (exports) => {
    lines.guard(() => {
      const { prototype } = exports as { prototype?: Partial<BunyanLogger> };
      if (typeof prototype?._emit === 'function') replaceEmit(prototype as BunyanLogger, lines);
    });
  });
}

function replaceEmit(prototype: BunyanLogger, lines: Lines): void {
  const { _emit: emit } = prototype;
  prototype._emit = function (record, isDry) {
    const active = lines.guard(() => {
      const span = activeSpan();
      if (span !== undefined && lines.correlates && !(lines.keys.traceId in record))
        Object.assign(record, traceFields(span, lines.keys));
      return span;
    });
    const text = emit.call(this, record, isDry);
    if (lines.exports && isDry !== true) {
      lines.guard(() =>
        lines.offer({ text: text ?? JSON.stringify(record), level: record.level, messageKey: 'msg' }, active),
      );
    }
    return text;
  };
}
