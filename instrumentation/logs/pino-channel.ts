import { subscribe } from 'node:diagnostics_channel';
import type { PinoLogger } from './bindings';
import type { LineHook } from './pino-hook';

/** Published by pino since 9.10, in every module system and also from inside a bundle. */
const CHANNEL = 'tracing:pino_asJson';
const UNDO = Symbol('gatewatch.undo');

interface Message {
  readonly instance: PinoLogger;
  /** What `asJson(fields, message, level, time)` was called with. */
  readonly arguments: ArrayLike<unknown>;
  readonly result?: string;
  [UNDO]?: (() => void) | undefined;
}

/** Calls the hook around each line of every pino that has the channel. */
export function hookPinoChannel(hook: LineHook): void {
  subscribe(`${CHANNEL}:start`, (raw) => {
    const message = raw as Message;
    message[UNDO] = hook.before(message.instance, message.arguments[0]);
  });
  subscribe(`${CHANNEL}:end`, (raw) => {
    const message = raw as Message;
    hook.after(message.instance, Number(message.arguments[2]), message.result, message[UNDO]);
  });
}
