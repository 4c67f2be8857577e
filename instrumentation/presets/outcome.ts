import type { MetricBinding } from '../contract';

/**
 * The outcome of a request as a match on its status code, for presets whose request counter has no label for it. A
 * client that goes away after the head was sent counts under the code that it was sent. What has no code of its own
 * (timeouts, malformed requests, answers that the gateway broke off) cannot be told from these.
 */
export const OUTCOME_BY_STATUS_CODE = {
  outcome: {
    ok: { label: 'status_code', regex: '[23]..' },
    client_error: { label: 'status_code', regex: '4..' },
    server_error: { label: 'status_code', regex: '5..' },
    client_aborted: { label: 'status_code', regex: 'none' },
    upgraded: { label: 'status_code', regex: '101' },
  },
} as const satisfies MetricBinding<'http.requests'>['implied'];
