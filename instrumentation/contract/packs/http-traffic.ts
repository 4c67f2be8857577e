import { errorType } from '../dimensions';
import { counter, gauge, histogram } from '../metric';
import { method, route } from './http';

/** Bytes. Decades: a body's size matters by its order of magnitude. */
export const BODY_SIZE_BUCKETS = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000] as const;

/** The HTTP server beyond rate, errors and duration: sizes, connections, kinds of errors. */
export const httpTraffic = {
  'http.request.size': histogram({
    name: 'http_server_request_body_size_bytes',
    unit: 'bytes',
    help: 'Size of request bodies that were received completely, by method and route; 0 without a body.',
    labels: { method, route },
    buckets: BODY_SIZE_BUCKETS,
    seriesBudget: 400,
    why: 'Large uploads explain slow requests and memory that rises.',
  }),
  'http.response.size': histogram({
    name: 'http_server_response_body_size_bytes',
    unit: 'bytes',
    help: 'Bytes of response bodies that were sent, by method and route; 0 without a body.',
    labels: { method, route },
    buckets: BODY_SIZE_BUCKETS,
    seriesBudget: 400,
    why: 'What leaves the gateway is what the network is paid for.',
  }),
  'http.errors': counter({
    name: 'http_server_errors_total',
    unit: '1',
    help: 'Requests that the gateway failed: a status of 500 or above, an answer broken off, a timeout; by method, route and kind of error.',
    labels: { method, route, error_type: errorType },
    seriesBudget: 500,
    why: 'A status code says that a request failed, not why; the kind of error leads to the cause.',
  }),
  'http.connections.active': gauge({
    name: 'http_server_active_connections',
    unit: '1',
    help: 'Open client connections, idle ones included.',
    labels: {},
    seriesBudget: 1,
    why: 'Connections, not requests, use up file descriptors; idle keep-alive connections show in no request metric.',
  }),
  'http.requests.in_flight_by_route': gauge({
    name: 'http_server_active_requests_by_route',
    unit: '1',
    help: 'Requests in progress whose route is known, by method and route.',
    labels: { method, route },
    seriesBudget: 400,
    why: 'Shows which route fills the gateway. Apart from the total, because a route is known only after routing.',
  }),
} as const;
