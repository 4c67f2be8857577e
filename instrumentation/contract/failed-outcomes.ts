import { type Binding, boundMetric } from './binding';
import { FAILED_OUTCOMES } from './packs/http';

/**
 * The failing outcomes that can be matched under a binding: all of them where the request counter carries the label,
 * else those that another label implies. A preset that tells the outcome by the status code sees 5xx alone.
 * @throws Error if the binding has no request counter
 */
export function failedOutcomes(binding: Binding): readonly (typeof FAILED_OUTCOMES)[number][] {
  const { labels, implied } = boundMetric(binding, 'http.requests');
  if (labels['outcome'] !== undefined) return FAILED_OUTCOMES;
  return FAILED_OUTCOMES.filter((outcome) => implied['outcome']?.[outcome] !== undefined);
}
