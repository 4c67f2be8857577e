/** Cores of an amount of CPU in Kubernetes' notation, such as `250m` or `0.5`. */
export function cores(text: string): number {
  return text.endsWith('m') ? Number(text.slice(0, -1)) / 1000 : Number(text);
}

const UNITS = { Ki: 1 / 1024, Mi: 1, Gi: 1024, Ti: 1024 * 1024 } as const;

/**
 * Mebibytes of an amount in Kubernetes' notation, e.g. 512 for `512Mi`.
 * @throws Error if the text is no such amount
 */
export function mebibytes(text: string): number {
  const [, count, unit] = /^(\d+)(Ki|Mi|Gi|Ti)$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) {
    throw new Error(`"${text}" is not an amount of bytes; write e.g. 512Mi or 20Gi`);
  }
  return Number(count) * UNITS[unit as keyof typeof UNITS];
}
