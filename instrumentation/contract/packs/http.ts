import { capped, closed } from '../label';
import { counter, gauge, histogram } from '../metric';

/** Methods of RFC 9110 and RFC 5789; anything else a client invents is `_OTHER` (OpenTelemetry HTTP conventions). */
export const HTTP_METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'CONNECT',
  'OPTIONS',
  'TRACE',
  'PATCH',
  '_OTHER',
] as const;

/**
 * How a request ended, from the gateway's point of view.
 * - `ok`: answered with a status below 400
 * - `client_error`: answered with 4xx
 * - `server_error`: answered with 5xx
 * - `client_aborted`: the client went away before the answer was complete
 * - `server_aborted`: the gateway broke off an answer that was not complete
 * - `timeout`: Node.js gave the request up, because its head or body, or any traffic at all, did not come in time
 * - `malformed`: what the client sent is not HTTP
 * - `upgraded`: the connection was handed over to another protocol (WebSocket, a CONNECT tunnel)
 */
export const HTTP_OUTCOMES = [
  'ok',
  'client_error',
  'server_error',
  'client_aborted',
  'server_aborted',
  'timeout',
  'malformed',
  'upgraded',
] as const;

/**
 * Outcomes that a caller sees as a failure of the gateway: the error ratio of alerts, boards and summaries is their share
 * of all requests. What a client does wrong (`client_error`, `malformed`) or gives up (`client_aborted`) is none of them.
 */
export const FAILED_OUTCOMES = [
  'server_error',
  'server_aborted',
  'timeout',
] as const satisfies readonly (typeof HTTP_OUTCOMES)[number][];

/** Seconds. The boundaries that the OpenTelemetry HTTP conventions advise for request durations. */
export const HTTP_DURATION_BUCKETS = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
] as const;

/** Method of a request. */
export const method = closed(
  'http_request_method',
  HTTP_METHODS,
  'Request method; `_OTHER` for an unknown one.',
);
/** Route of a request. */
export const route = capped(
  'http_route',
  200,
  'Route template, e.g. `/orders/:id`; `unmatched` where none applies. Never the raw path.',
);
// 100 to 599 are all that Node lets a server send; real gateways use a few dozen.
const statusCode = capped(
  'http_response_status_code',
  60,
  'Status code that was sent; `none` if the connection broke before.',
);
const outcome = closed('outcome', HTTP_OUTCOMES, 'How the request ended.');

/** Rate, errors and duration of the HTTP server, and of the calls to upstreams. */
export const http = {
  'http.requests': counter({
    name: 'http_server_requests_total',
    unit: '1',
    help: 'Requests that ended, by method, route, status code and outcome.',
    labels: { method, route, status_code: statusCode, outcome },
    seriesBudget: 2000,
    why: 'Rate and error ratio of everything that clients see; each service level objective begins here.',
  }),
  'http.request.duration': histogram({
    name: 'http_server_request_duration_seconds',
    unit: 'seconds',
    help: 'Time from the request head to the end of the response, by method, route and status code.',
    labels: { method, route, status_code: statusCode },
    buckets: HTTP_DURATION_BUCKETS,
    seriesBudget: 1000,
    why: 'Latency as clients see it, from which percentiles over any window and set of instances are taken.',
  }),
  'http.requests.in_flight': gauge({
    name: 'http_server_active_requests',
    unit: '1',
    help: 'Requests that have begun and not yet ended, by method.',
    labels: { method },
    seriesBudget: 10,
    why: 'Shows a gateway that hangs: what has not ended appears in no counter yet.',
  }),
  'http.client.request.duration': histogram({
    name: 'http_client_request_duration_seconds',
    unit: 'seconds',
    help: 'Time from sending a request to an upstream to the end of its response, by method, upstream and status code.',
    labels: {
      method,
      server_address: capped('server_address', 50, 'Host and port of the upstream.'),
      // A call that got no answer has no status code; its label value is `none`.
      status_code: capped(
        'http_response_status_code',
        60,
        'Status code that came back; `none` without an answer.',
      ),
    },
    buckets: HTTP_DURATION_BUCKETS,
    seriesBudget: 1000,
    why: 'Tells a slow upstream from a slow gateway.',
  }),
} as const;
