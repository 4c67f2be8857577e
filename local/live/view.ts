import { setTimeout as delay } from 'node:timers/promises';
import type { RunningStack } from '../running-stack';
import { viewLine, viewLines } from './format';
import { readSnapshot, type Snapshot } from './snapshot';

/** Refresh of the view in a terminal. */
const REFRESH_MS = 2000;
/** Distance of the lines where output is not a terminal. */
const LINE_MS = 15_000;
const DEFAULT_COLUMNS = 80;

/** Shows the state of the stack until the signal aborts: in place in a terminal, else a line now and then. */
export async function showLive(
  stack: RunningStack,
  out: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<void> {
  const draw = out.isTTY ? inPlace(out) : (snapshot: Snapshot) => void out.write(`${viewLine(snapshot)}\n`);
  while (!signal.aborted) {
    const snapshot = await readSnapshot(stack).catch(() => undefined);
    // A part that does not answer is reported by the supervisor if it died; else the next look will tell.
    if (snapshot !== undefined && !signal.aborted) draw(snapshot);
    await delay(out.isTTY ? REFRESH_MS : LINE_MS, undefined, { signal }).catch(() => undefined);
  }
}

function inPlace(out: NodeJS.WriteStream): (snapshot: Snapshot) => void {
  let drawn = 0;
  return (snapshot) => {
    const lines = viewLines(snapshot, {
      columns: out.columns || DEFAULT_COLUMNS,
      colour: out.hasColors() && process.env.NO_COLOR === undefined,
    });
    if (drawn > 0) out.moveCursor(0, -drawn);
    out.cursorTo(0);
    out.clearScreenDown();
    out.write(`${lines.join('\n')}\n`);
    drawn = lines.length;
  };
}
