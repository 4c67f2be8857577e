import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { BodySizes } from './body-size';

type Chunk = string | Uint8Array;
interface WritableInternals {
  _write(chunk: Chunk, encoding: BufferEncoding, done: (error?: Error | null) => void): void;
  _writev?(chunks: { chunk: Chunk; encoding: BufferEncoding }[], done: (error?: Error | null) => void): void;
  push(chunk: Uint8Array | null, encoding?: BufferEncoding): boolean;
}

/** Counts the bodies of one HTTP/2 stream, where they pass on their way to the network and from it. */
export function countStreamBodies(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): () => BodySizes {
  const own = stream as unknown as WritableInternals;
  const { _write, _writev, push } = own;
  let sent = 0;
  let received = 0;
  own._write = function (chunk, encoding, done) {
    sent += Buffer.byteLength(chunk, encoding);
    _write.call(this, chunk, encoding, done);
  };
  own._writev = function (chunks, done) {
    for (const { chunk, encoding } of chunks) sent += Buffer.byteLength(chunk, encoding);
    _writev?.call(this, chunks, done);
  };
  const length = headers['content-length'];
  if (length === undefined) {
    own.push = function (chunk, encoding) {
      if (chunk !== null) received += chunk.length;
      return push.call(this, chunk, encoding);
    };
  }
  return () => ({
    request: stream.aborted ? undefined : Number(length ?? received),
    // A file that Node.js sends by itself passes nowhere here; it has a length.
    response: sent > 0 ? sent : Number(stream.sentHeaders?.['content-length'] ?? 0),
  });
}
