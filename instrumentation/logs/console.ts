import { withTraceIds } from './json-text';
import { activeSpan, type Lines } from './lines';
import { levelOfName } from './severity';

/** Methods that write a line, and its level where the line itself states none. */
const METHODS = { debug: 20, log: 30, info: 30, warn: 40, error: 50 } as const;

type Method = (this: unknown, ...args: unknown[]) => void;

/**
 * Lines that are JSON objects and come through the console, as a single text. Everything else that goes through the
 * console stays as it is.
 */
export function hookConsole(lines: Lines): void {
  const methods = console as unknown as Record<string, Method>;
  for (const [name, level] of Object.entries(METHODS)) {
    const write = methods[name] as Method;
    const watched: Method = function (...args) {
      const [text] = args;
      const line =
        args.length === 1 && isObjectText(text) ? lines.guard(() => note(text, level, lines)) : undefined;
      if (line === undefined) write.apply(this, args);
      else write.call(this, line);
    };
    Object.defineProperty(watched, 'name', { value: name });
    methods[name] = watched;
  }
}

/** A cheap look, as this runs for everything that goes through the console. */
function isObjectText(text: unknown): text is string {
  return typeof text === 'string' && text.startsWith('{') && text.endsWith('}');
}

/** Returns the line as it is to be written. */
function note(text: string, level: number, lines: Lines): string {
  const span = activeSpan();
  if (span === undefined && !lines.exports) return text;
  const fields = parse(text);
  if (fields === undefined) return text;
  const line =
    span === undefined || !lines.correlates || lines.keys.traceId in fields
      ? text
      : withTraceIds(text, span, lines.keys);
  if (lines.exports) {
    const stated = fields['level'] ?? fields['severity'];
    const messageKey = 'message' in fields ? 'message' : 'msg';
    lines.offer({ text: line, level: levelOfName(stated, level), messageKey }, span);
  }
  return line;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
