import { TARGET_LABELS } from '../../instrumentation/contract';

/** A label value that should not be one. */
export interface Finding {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly looksLike: string;
}

/** Labels of the target, of histograms, and those whose values are versions or addresses by their meaning. */
const PLAIN_LABELS: ReadonlySet<string> = new Set([
  '__name__',
  ...TARGET_LABELS,
  'le',
  'version',
  'node_version',
  'server_address',
  'upstream',
]);

const SUSPECTS: readonly (readonly [looksLike: string, pattern: RegExp])[] = [
  ['an e-mail address', /[^\s@/]+@[^\s@/]+\.[a-z]{2,}/i],
  ['a UUID', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i],
  ['a JSON web token', /\beyJ[\w-]{8,}\.[\w-]+/],
  ['a bearer or basic credential', /\b(bearer|basic)\s+\S{6,}/i],
  ['an API key', /\b(sk|pk|ghp|xox[abp])[-_][A-Za-z0-9]{12,}/],
  ['a hexadecimal id', /\b(?=[0-9a-f]*\d)[0-9a-f]{16,}\b/i],
  ['an id in a path', /\/[a-z]*[-_]?\d{2,}(\/|$)/i],
  ['a query', /\?.*=/],
];

/**
 * Every label value that looks like what must not be in a label.
 * @param rawPaths paths that were requested, where they differ from their route template
 */
export function labelFindings(
  series: readonly Readonly<Record<string, string>>[],
  rawPaths: ReadonlySet<string>,
): readonly Finding[] {
  const findings = new Map<string, Finding>();
  for (const labels of series) {
    for (const [label, value] of Object.entries(labels)) {
      if (PLAIN_LABELS.has(label)) continue;
      const looksLike = rawPaths.has(value)
        ? 'a raw path'
        : SUSPECTS.find(([, pattern]) => pattern.test(value))?.[0];
      if (looksLike !== undefined) {
        findings.set(`${label}=${value}`, { name: labels['__name__'] ?? '', label, value, looksLike });
      }
    }
  }
  return [...findings.values()];
}
