import { crc32 } from 'node:zlib';

/** A batch as it lies on disk. */
export interface SpillRecord {
  /** Spans or log records in it. */
  readonly items: number;
  /** The request body of an OTLP export call. */
  readonly body: Uint8Array;
}

/** First bytes of each file: its kind, and the version of this layout. */
const MAGIC = Buffer.from('GWSPILL1', 'latin1');
/** Behind the magic, each an unsigned number of 32 bits: items, length of the body, CRC-32 of the body. */
const HEADER_BYTES = MAGIC.length + 3 * 4;

/** The bytes of a file. */
export function encodeRecord({ items, body }: SpillRecord): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt32BE(items, MAGIC.length);
  header.writeUInt32BE(body.length, MAGIC.length + 4);
  header.writeUInt32BE(crc32(body), MAGIC.length + 8);
  return Buffer.concat([header, body]);
}

/** What a file holds; undefined if it is torn, altered, or of another kind. */
export function decodeRecord(file: Buffer): SpillRecord | undefined {
  if (file.length < HEADER_BYTES || !file.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const body = file.subarray(HEADER_BYTES);
  if (file.readUInt32BE(MAGIC.length + 4) !== body.length) return undefined;
  if (file.readUInt32BE(MAGIC.length + 8) !== crc32(body)) return undefined;
  return { items: file.readUInt32BE(MAGIC.length), body };
}
