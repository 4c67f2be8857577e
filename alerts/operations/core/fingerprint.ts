const FNV_OFFSET = 14695981039346656037n;
const FNV_PRIME = 1099511628211n;
const SEPARATOR = 0xff;

/** What Alertmanager calls an alert in its API: 16 hexadecimal digits. */
export const FINGERPRINT = /^[0-9a-f]{16}$/;

/**
 * Alertmanager's fingerprint of a label set: FNV-1a, 64 bits, over names and values in the order of the names
 * (prometheus/common, model/signature.go).
 */
export function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  let hash = FNV_OFFSET;
  const add = (byte: number): void => {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * FNV_PRIME);
  };
  for (const name of Object.keys(labels).sort()) {
    for (const text of [name, labels[name] ?? '']) {
      Buffer.from(text).forEach(add);
      add(SEPARATOR);
    }
  }
  return hash.toString(16).padStart(16, '0');
}
