import type { PinoLogger } from './bindings';

/** Called around the making of each log line. Neither function may throw. */
export interface LineHook {
  /** Before the line is made; what it returns is given to `after`. */
  before(logger: PinoLogger, fields: unknown): (() => void) | undefined;
  /** After the line was made; `text` is undefined if that failed. */
  after(logger: PinoLogger, level: number, text: string | undefined, undo: (() => void) | undefined): void;
}
