import { helper } from '../helper';
import { count } from '../step';

/** Who tried to get in, and how it went. */
export const security = {
  /** An attempt to authenticate ended. */
  authenticated: helper([count('auth.attempts')], { event: 'security.authentication' }),
  /** A token was checked. */
  tokenValidated: helper([count('auth.token_validations')], { event: 'security.token_validation' }),
  /** Something that concerns security happened. */
  event: helper([count('security.events')], { event: 'security.event' }),
};
