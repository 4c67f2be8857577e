import { capped, closed } from '../label';
import { counter } from '../metric';

/** Ways to authenticate. */
export const AUTH_METHODS = ['api_key', 'jwt', 'oauth2', 'basic', 'session', 'mtls'] as const;

/** What the check of a token gave. */
export const TOKEN_RESULTS = ['valid', 'expired', 'invalid', 'revoked'] as const;

/** How serious a security event is. */
export const EVENT_SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;

/** Who tried to get in, and how it went. */
export const security = {
  'auth.attempts': counter({
    name: 'auth_attempts_total',
    unit: '1',
    help: 'Attempts to authenticate, by result and method.',
    labels: {
      result: closed('result', ['success', 'failure'], 'How the attempt ended.'),
      method: closed('method', AUTH_METHODS, 'Way to authenticate.'),
    },
    seriesBudget: 2 * AUTH_METHODS.length,
    why: 'A burst of failures is an attack or a broken client, and the method says which.',
  }),
  'auth.token_validations': counter({
    name: 'auth_token_validations_total',
    unit: '1',
    help: 'Checks of tokens, by result.',
    labels: { result: closed('result', TOKEN_RESULTS, 'What the check gave.') },
    seriesBudget: TOKEN_RESULTS.length,
    why: 'Expired tokens are routine, invalid and revoked ones are not.',
  }),
  'security.events': counter({
    name: 'security_events_total',
    unit: '1',
    help: 'Security events, by type and severity.',
    labels: {
      type: capped('type', 30, 'Kind of event, e.g. `injection_attempt`.'),
      severity: closed('severity', EVENT_SEVERITIES, 'How serious it is.'),
    },
    seriesBudget: 155,
    why: 'One place to alert on whatever the gateway itself takes for an attack.',
  }),
} as const;
