import { SEVERITIES, type Severity } from '../../rule';

/** The words that callers and foreign alerts may use, each with ours; both vocabularies are taken everywhere. */
const WORDS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'critical',
  warning: 'warning',
  medium: 'warning',
  info: 'info',
  low: 'info',
};

/** Every word that is understood. */
export const SEVERITY_WORDS: readonly string[] = Object.keys(WORDS);

/** How urgent a word is; undefined for one that is not known. */
export function urgencyOf(word: string): Severity | undefined {
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
}

/** Urgency of an alert by its label. Without a word that is known it is nobody's, so somebody is paged. */
export function urgencyOfLabel(word: string | undefined): Severity {
  return (word === undefined ? undefined : urgencyOf(word)) ?? SEVERITIES[0];
}
