import type { Socket } from 'node:net';

type Write = (this: Socket, ...args: unknown[]) => unknown;

/** Enough of a response to read its status code. */
const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})/;

/**
 * Calls `seen` with the status code of the first thing that is written to a socket, undefined if that is no response.
 * The returned function stops watching; it is true if nothing was written before.
 */
export function firstStatus(socket: Socket, seen: (statusCode: number | undefined) => void): () => boolean {
  const own = socket as unknown as { write: Write; end: Write };
  const { write, end } = own;
  let isWatching = true;
  const stop = (): boolean => {
    const wasWatching = isWatching;
    isWatching = false;
    // The class's own methods again, unless somebody has put theirs on top.
    if (own.write === watchedWrite) own.write = write;
    if (own.end === watchedEnd) own.end = end;
    return wasWatching;
  };
  const watch = (method: Write): Write =>
    function (this: Socket, ...args) {
      const chunk = args[0];
      if (isWatching && hasContent(chunk)) {
        stop();
        seen(statusOf(chunk));
      }
      return method.apply(this, args);
    };
  const watchedWrite = watch(write);
  const watchedEnd = watch(end);
  own.write = watchedWrite;
  own.end = watchedEnd;
  return stop;
}

function hasContent(chunk: unknown): chunk is string | Uint8Array {
  return (typeof chunk === 'string' || chunk instanceof Uint8Array) && chunk.length > 0;
}

function statusOf(chunk: string | Uint8Array): number | undefined {
  const start =
    typeof chunk === 'string' ? chunk.slice(0, 16) : Buffer.from(chunk.subarray(0, 16)).toString('latin1');
  const code = STATUS_LINE.exec(start)?.[1];
  return code === undefined ? undefined : Number(code);
}
