import { setImmediate } from 'node:timers/promises';
import type { Piece } from './page';

/** Samples between two turns of the event loop: less than half a millisecond of work. */
const SLICE_SAMPLES = 500;
/** Default timeout of a scrape in Prometheus: nobody waits for a page that took longer. */
const DEADLINE_MS = 10_000;

export interface SliceOptions {
  /** Lets the event loop turn. */
  readonly pause?: () => Promise<unknown>;
  /** Milliseconds. */
  readonly now?: () => number;
}

/**
 * Encodes pieces slice by slice and lets the event loop turn in between, so that no request waits for a scrape.
 * @throws Error after 10 s, for a gateway that is so busy should not go on working for nobody
 */
export async function encodeSliced(
  pieces: Iterable<Piece>,
  { pause = () => setImmediate(), now = Date.now }: SliceOptions = {},
): Promise<Buffer[]> {
  const deadline = now() + DEADLINE_MS;
  const chunks: Buffer[] = [];
  let text = '';
  let samples = 0;
  for (const piece of pieces) {
    text += piece.text;
    samples += piece.samples;
    if (samples < SLICE_SAMPLES) continue;
    chunks.push(Buffer.from(text));
    text = '';
    samples = 0;
    await pause();
    if (now() > deadline)
      throw new Error(`rendering took longer than ${DEADLINE_MS} ms: the event loop is busy`);
  }
  if (text !== '') chunks.push(Buffer.from(text));
  return chunks;
}
