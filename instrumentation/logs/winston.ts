import type { SpanContext } from '@opentelemetry/api';
import { activeSpan, type IdKeys, type Lines, traceFields } from './lines';
import { onLoad } from '../libraries/module-load';
import { levelOfName } from './severity';

/** Symbols of the `triple-beam` package, the same in every copy of winston. */
const LEVEL = Symbol.for('level');
const MESSAGE = Symbol.for('message');

type Info = Readonly<Record<string | symbol, unknown>> & object;

/** Methods of winston's logger, which is a stream of the objects that it logs. */
interface WinstonLogger {
  write(this: WinstonLogger, info: unknown, ...rest: unknown[]): boolean;
  _transform(this: WinstonLogger, info: unknown, ...rest: unknown[]): void;
  push(this: WinstonLogger, info: unknown, ...rest: unknown[]): boolean;
  isLevelEnabled?(level: unknown): boolean;
}

/** Lines of winston 3: ids go in before the gateway's own formats, the finished line is taken after them. */
export function hookWinston(lines: Lines): void {
  onLoad('winston', (exports) => {
    lines.guard(() => {
      const { Logger } = exports as { Logger?: { prototype?: Partial<WinstonLogger> } };
      const prototype = Logger?.prototype;
      if (typeof prototype?._transform === 'function') replaceMethods(prototype as WinstonLogger, lines);
    });
  });
}

function replaceMethods(prototype: WinstonLogger, lines: Lines): void {
  const { write, _transform: transform, push } = prototype;
  // A stream may be late: a line is formatted after the request that wrote it has given way to another one.
  const spans = new WeakMap<object, SpanContext>();
  let current: SpanContext | undefined;

  prototype.write = function (info, ...rest) {
    const marked = lines.guard(() => {
      const active = isInfo(info) ? activeSpan() : undefined;
      if (active === undefined) return info;
      const own = lines.correlates ? withTraceIds(info as Info, active, lines.keys) : (info as Info);
      if (lines.exports) spans.set(own, active);
      return own;
    });
    return write.call(this, marked ?? info, ...rest);
  };
  if (!lines.exports) return;

  prototype._transform = function (info, ...rest) {
    const outer = current;
    current = isInfo(info) ? spans.get(info) : undefined;
    try {
      transform.call(this, info, ...rest);
    } finally {
      current = outer;
    }
  };
  prototype.push = function (info, ...rest) {
    lines.guard(() => {
      if (!isInfo(info)) return;
      const level = info[LEVEL];
      // The transports sort out what is below their level, which is after this.
      if (this.isLevelEnabled?.(level) === false) return;
      const text = typeof info[MESSAGE] === 'string' ? info[MESSAGE] : JSON.stringify(info);
      lines.offer({ text, level: levelOfName(level), messageKey: 'message' }, current);
    });
    return push.call(this, info, ...rest);
  };
}

function isInfo(info: unknown): info is Info {
  return typeof info === 'object' && info !== null;
}

/** A copy, as the gateway may log the same object again in another request; errors stay errors. */
function withTraceIds(info: Info, span: SpanContext, keys: IdKeys): Info {
  if (keys.traceId in info) return info;
  if (!(info instanceof Error)) return { ...info, ...traceFields(span, keys) };
  const copy = Object.create(
    Object.getPrototypeOf(info) as object,
    Object.getOwnPropertyDescriptors(info),
  ) as object;
  return Object.assign(copy, traceFields(span, keys)) as Info;
}
