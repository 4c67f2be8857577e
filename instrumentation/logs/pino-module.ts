import type { PinoLogger } from './bindings';
import type { Lines } from './lines';
import { onLoad } from '../libraries/module-load';
import type { LineHook } from './pino-hook';

/** First version that publishes its own channel. */
const CHANNEL_SINCE = [9, 10] as const;

type AsJson = (this: PinoLogger, fields: unknown, message: unknown, level: number, time: string) => string;

interface Pino {
  (options: object, stream: { write(line: string): void }): PinoLogger;
  readonly version: string;
  readonly symbols: { readonly asJsonSym: symbol };
}

/**
 * Calls the hook around each line of a pino that is too old for the channel, by replacing the method that makes
 * lines when the gateway loads pino.
 */
export function hookOlderPino(hook: LineHook, { guard }: Pick<Lines, 'guard'>): void {
  onLoad('pino', (exports) => {
    guard(() => {
      if (isOlderPino(exports)) replaceAsJson(exports, hook);
    });
  });
}

function isOlderPino(exports: unknown): exports is Pino {
  if (typeof exports !== 'function') return false;
  const { version, symbols } = exports as Partial<Pino>;
  if (typeof version !== 'string' || typeof symbols?.asJsonSym !== 'symbol') return false;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < CHANNEL_SINCE[0] || (major === CHANNEL_SINCE[0] && minor < CHANNEL_SINCE[1]);
}

function replaceAsJson(pino: Pino, hook: LineHook): void {
  const key = pino.symbols.asJsonSym;
  let owner: object | null = pino({}, { write: () => undefined });
  while (owner !== null && !Object.hasOwn(owner, key)) owner = Object.getPrototypeOf(owner) as object | null;
  if (owner === null) return;
  const methods = owner as Record<symbol, AsJson>;
  const asJson = methods[key] as AsJson;
  methods[key] = function (fields, message, level, time) {
    const undo = hook.before(this, fields);
    let text: string | undefined;
    try {
      text = asJson.call(this, fields, message, level, time);
      return text;
    } finally {
      hook.after(this, level, text, undo);
    }
  };
}
