import { helper } from '../helper';
import { count, measure } from '../step';

/** Webhooks to the systems of tenants. */
export const webhook = {
  /** The receiver accepted; `age` is the time since the event. */
  delivered: helper(
    [count('webhooks.deliveries', { outcome: 'delivered' }), measure('age', 'webhooks.age')],
    { event: 'webhook.delivered' },
  ),
  /** Given up after the last attempt. */
  deadLettered: helper([count('webhooks.deliveries', { outcome: 'dead_lettered' })], {
    event: 'webhook.dead_lettered',
  }),
  /** One attempt ended. */
  attempted: helper([count('webhooks.attempts')], { event: 'webhook.attempt' }),
  /** Age of the oldest one that is neither delivered nor given up; `seconds(0)` without one. */
  backlog: helper([measure('oldest', 'webhooks.oldest_pending')]),
};
