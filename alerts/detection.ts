import type { RulesContext } from './context';
import type { Seconds } from './duration';
import type { AlertRule } from './rule';

/** Longest that a critical problem may stay unknown. */
export const DETECTED_WITHIN: Seconds = 300;

/**
 * Seconds from the begin of a total fault until somebody is told, at most: the condition holds, it has held for its time,
 * the scrape and the evaluation that see it, and Alertmanager's wait for more of the same group.
 */
export function secondsToDetect(
  { reaches, for: lasts }: Pick<AlertRule, 'reaches' | 'for'>,
  {
    scrapeIntervalSeconds,
    evaluationIntervalSeconds,
  }: Pick<RulesContext, 'scrapeIntervalSeconds' | 'evaluationIntervalSeconds'>,
  groupWait: Seconds,
): Seconds {
  return reaches + lasts + scrapeIntervalSeconds + evaluationIntervalSeconds + groupWait;
}
