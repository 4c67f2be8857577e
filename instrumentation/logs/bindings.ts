import { context, type SpanContext } from '@opentelemetry/api';
import { correlationOf } from '../tracing/correlation';
import type { IdKeys } from './lines';

/** A pino logger, as far as it is touched here: its state lies under symbols that each copy of pino makes anew. */
export type PinoLogger = Readonly<Record<symbol, unknown>> & object;

/**
 * Adds trace ids to the one line that the logger is about to write, through its bindings: these are JSON text that
 * goes in front of the fields. The object that the gateway logs is never touched, so it may be frozen or shared.
 * @returns a function that takes the ids away again, or undefined if nothing was added (the line has ids already)
 */
export function addTraceIds(
  logger: PinoLogger,
  fields: unknown,
  { traceId, spanId, traceFlags }: SpanContext,
  keys: IdKeys,
): (() => void) | undefined {
  const key = symbolOf(logger, 'pino.chindings');
  const bindings = key === undefined ? undefined : logger[key];
  if (key === undefined || typeof bindings !== 'string') {
    throw new Error('this version of pino keeps its bindings elsewhere: lines get no trace ids');
  }
  if (bindings.includes(`"${keys.traceId}":`) || has(fields, keys.traceId)) return undefined;
  const flags = traceFlags.toString(16).padStart(2, '0');
  const known = `"${keys.traceId}":"${traceId}","${keys.spanId}":"${spanId}","trace_flags":"${flags}"`;
  const ids = `,${known}${correlation(bindings, fields)}`;
  const own = Object.hasOwn(logger, key);
  const state = logger as Record<symbol, unknown>;
  state[key] = bindings + ids;
  return () => {
    if (own) state[key] = bindings;
    else delete state[key];
  };
}

/** Key under which the logger writes its message. */
export function messageKeyOf(logger: PinoLogger): string {
  const key = symbolOf(logger, 'pino.messageKey');
  const value = key === undefined ? undefined : logger[key];
  return typeof value === 'string' ? value : 'msg';
}

function has(fields: unknown, name: string): boolean {
  return typeof fields === 'object' && fields !== null && name in fields;
}

/** The id that the caller of the request gave, unless the gateway logs one itself; it needs no escaping. */
function correlation(bindings: string, fields: unknown): string {
  const id = correlationOf(context.active());
  const isThere = bindings.includes('"correlation_id":') || has(fields, 'correlation_id');
  return id === undefined || isThere ? '' : `,"correlation_id":"${id}"`;
}

/** Symbols found so far, per description: mostly one, as most processes hold one copy of pino. */
const known = new Map<string, symbol[]>();

function symbolOf(logger: PinoLogger, description: string): symbol | undefined {
  const found = known.get(description)?.find((symbol) => symbol in logger);
  if (found !== undefined) return found;
  for (
    let owner: object | null = logger;
    owner !== null;
    owner = Object.getPrototypeOf(owner) as object | null
  ) {
    const symbol = Object.getOwnPropertySymbols(owner).find((one) => one.description === description);
    if (symbol === undefined) continue;
    known.set(description, [...(known.get(description) ?? []), symbol]);
    return symbol;
  }
  return undefined;
}
