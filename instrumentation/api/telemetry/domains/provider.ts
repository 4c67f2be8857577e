import { helper } from '../helper';
import { count, measure, optional } from '../step';

/** How well providers do, as the gateway sees them. */
export const provider = {
  /** How routing rates a provider now; give what is known. */
  health: helper([
    optional(measure('score', 'provider.health.score')),
    optional(measure('availability', 'provider.availability')),
    optional(measure('errorRatio', 'provider.error_ratio')),
  ]),
  /** The head of a response came. */
  responded: helper([measure('responseTime', 'provider.response.time')]),
  /** A call failed. */
  failed: helper([count('provider.failures')], { event: 'provider.failure' }),
};
