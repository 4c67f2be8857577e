/** One field of a protobuf message on the wire: bytes for text, bytes and messages, a bigint for all numbers. */
export interface Field {
  readonly number: number;
  readonly value: Buffer | bigint;
}

/** Reads the fields of a protobuf message, without a schema. */
export function readFields(message: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    switch (tag & 7) {
      case 0:
        fields.push({ number, value: varint() });
        break;
      case 1:
        fields.push({ number, value: message.readBigUInt64LE(at) });
        at += 8;
        break;
      case 2: {
        const length = Number(varint());
        fields.push({ number, value: message.subarray(at, at + length) });
        at += length;
        break;
      }
      case 5:
        fields.push({ number, value: BigInt(message.readUInt32LE(at)) });
        at += 4;
        break;
      default:
        throw new Error(`unknown wire type ${tag & 7}`);
    }
  }
  return fields;
}

/** The messages in a repeated field. */
export function messages(fields: readonly Field[], number: number): Field[][] {
  return bytes(fields, number).map(readFields);
}

/** The values of a repeated bytes field. */
export function bytes(fields: readonly Field[], number: number): Buffer[] {
  return fields.flatMap((field) =>
    field.number === number && typeof field.value !== 'bigint' ? [field.value] : [],
  );
}

/** The text in a field, empty if it is missing. */
export function text(fields: readonly Field[], number: number): string {
  return bytes(fields, number)[0]?.toString('utf8') ?? '';
}

/** The bytes in a field as hex digits, empty if it is missing. */
export function hex(fields: readonly Field[], number: number): string {
  return bytes(fields, number)[0]?.toString('hex') ?? '';
}

/** The number in a field, 0 if it is missing. */
export function integer(fields: readonly Field[], number: number): number {
  const value = fields.find((field) => field.number === number)?.value;
  return typeof value === 'bigint' ? Number(value) : 0;
}
