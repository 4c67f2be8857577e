import { decodeRecord, encodeRecord } from './record';

const BODY = Buffer.from('what goes over the wire');
const FILE = encodeRecord({ items: 70_000, body: BODY });

it('comes back as it was written', () => {
  expect(decodeRecord(FILE)).toEqual({ items: 70_000, body: BODY });
  expect(decodeRecord(encodeRecord({ items: 0, body: Buffer.alloc(0) }))?.body).toHaveLength(0);
});

it('is refused wherever it is cut off, and whichever of its bytes is another one', () => {
  for (let length = 0; length < FILE.length; length += 1) {
    expect(decodeRecord(FILE.subarray(0, length))).toBeUndefined();
  }
  expect(decodeRecord(Buffer.concat([FILE, Buffer.alloc(1)]))).toBeUndefined();
  // The number of items is known from the name of the file too, and is not covered.
  const covered = [...FILE.keys()].filter((at) => at < 8 || at >= 12);
  for (const at of covered) {
    const altered = Buffer.from(FILE);
    altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
    expect(decodeRecord(altered)).toBeUndefined();
  }
});
