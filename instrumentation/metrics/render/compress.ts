import { constants, createGzip } from 'node:zlib';
import { finished } from 'node:stream/promises';

/**
 * Gzip of the chunks, made by Node.js' thread pool and not by the event loop. At the fastest level: label names repeat
 * so much that a better one gains little.
 */
export async function gzipped(chunks: readonly Buffer[]): Promise<Buffer[]> {
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  const compressed: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => compressed.push(chunk));
  for (const chunk of chunks) gzip.write(chunk);
  gzip.end();
  await finished(gzip);
  return compressed;
}
