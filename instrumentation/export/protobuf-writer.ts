const LENGTH_DELIMITED = 2;
const FIXED_64 = 1;
const VARINT = 0;

/** A field of a protobuf message, as bytes. Fields one after the other are a message. */
export type Encoded = Uint8Array;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

const tag = (field: number, type: number): number[] => varint(field * 8 + type);

/** A message or bytes. */
export function bytes(field: number, parts: readonly Encoded[]): Encoded {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Uint8Array.from([...tag(field, LENGTH_DELIMITED), ...varint(length)]), ...parts]);
}

export function text(field: number, value: string): Encoded {
  return bytes(field, [Buffer.from(value)]);
}

/** A whole number from 0 on, a boolean or an enum. */
export function unsigned(field: number, value: number): Encoded {
  return Uint8Array.from([...tag(field, VARINT), ...varint(value)]);
}

export function fixed64(field: number, value: bigint): Encoded {
  return Buffer.concat([Uint8Array.from(tag(field, FIXED_64)), fixed64Bytes([value])]);
}

export function double(field: number, value: number): Encoded {
  return Buffer.concat([Uint8Array.from(tag(field, FIXED_64)), doubleBytes([value])]);
}

/** Values of a packed repeated field, for {@link bytes}. */
export function fixed64Bytes(values: readonly bigint[]): Encoded {
  const buffer = Buffer.alloc(values.length * 8);
  values.forEach((value, index) => buffer.writeBigUInt64LE(value, index * 8));
  return buffer;
}

/** Values of a packed repeated field, for {@link bytes}. */
export function doubleBytes(values: readonly number[]): Encoded {
  const buffer = Buffer.alloc(values.length * 8);
  values.forEach((value, index) => buffer.writeDoubleLE(value, index * 8));
  return buffer;
}
