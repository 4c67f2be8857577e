/** A serialised `google.rpc.Status` of RESOURCE_EXHAUSTED, with a RetryInfo if a wait is given. */
export function busyStatus(message: string, retryAfterSeconds?: number): Buffer {
  const code = Buffer.from([0x08, 8]);
  if (retryAfterSeconds === undefined) return Buffer.concat([code, field(2, Buffer.from(message))]);
  const seconds = Math.floor(retryAfterSeconds);
  const nanos = Math.round((retryAfterSeconds - seconds) * 1e9);
  const duration = Buffer.concat([Buffer.from([0x08]), varint(seconds), Buffer.from([0x10]), varint(nanos)]);
  const info = Buffer.concat([
    field(1, Buffer.from('type.googleapis.com/google.rpc.RetryInfo')),
    field(2, field(1, duration)),
  ]);
  return Buffer.concat([code, field(2, Buffer.from(message)), field(3, info)]);
}

function field(number: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2]), varint(value.length), value]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 0x80);
  }
}
