import type { Recorder } from '../metrics/recorder';
import type { BodySizes } from './body-size';
import { errorKind } from './error-kind';
import type { Method } from './method';
import type { ServerResult } from './observer';
import { NO_STATUS } from './outcome';

/** Rate, errors, duration, concurrency and sizes of the requests to the gateway. */
export interface ServerMetrics {
  /** False where nobody wants sizes and requests by route: then nothing is measured for them. */
  readonly measuresTraffic: boolean;
  begin(method: Method): void;
  /** Requests in progress on a route have become more, or fewer. */
  routed(method: Method, route: string, by: 1 | -1): void;
  /**
   * @param seconds from the request head to the close of the response
   * @param traceId trace of the request, if it will be exported
   */
  end(method: Method, result: ServerResult, seconds: number, traceId?: string): void;
  sizes(method: Method, route: string, sizes: BodySizes): void;
  /** Something has come that never became a request: it has no method, no route and no duration. */
  refused(result: ServerResult): void;
}

/** @param measuresTraffic whether the pack `http-traffic` is on */
export function createServerMetrics(recorder: Recorder, measuresTraffic: boolean): ServerMetrics {
  const requests = recorder.counter('http.requests');
  const duration = recorder.histogram('http.request.duration');
  const inFlight = recorder.gauge('http.requests.in_flight');
  const byRoute = recorder.gauge('http.requests.in_flight_by_route');
  const requestSize = recorder.histogram('http.request.size');
  const responseSize = recorder.histogram('http.response.size');
  const errors = recorder.counter('http.errors');
  return {
    measuresTraffic,
    begin: (method) => inFlight.add({ method }, 1),
    routed: (method, route, by) => byRoute.add({ method, route }, by),
    end(method, result, seconds, traceId) {
      const { route, outcome } = result;
      const status_code = statusLabel(result);
      inFlight.add({ method }, -1);
      requests.inc({ method, route, status_code, outcome });
      duration.observe({ method, route, status_code }, seconds, traceId);
      const error_type = errorKind(result);
      if (error_type !== undefined) errors.inc({ method, route, error_type });
    },
    sizes(method, route, { request, response }) {
      const labels = { method, route };
      if (isSize(request)) requestSize.observe(labels, request);
      if (isSize(response)) responseSize.observe(labels, response);
    },
    refused(result) {
      const { route, outcome } = result;
      requests.inc({ method: '_OTHER', route, status_code: statusLabel(result), outcome });
    },
  };
}

/** A length that a client has made up, or a connection that counts nothing, would spoil the sum for good. */
function isSize(size: number | undefined): size is number {
  return size !== undefined && size >= 0 && Number.isFinite(size);
}

function statusLabel({ statusCode }: ServerResult): string {
  return statusCode === undefined ? NO_STATUS : String(statusCode);
}

const ignore = (): void => undefined;
/** Measures nothing: metrics are off. */
export const noServerMetrics: ServerMetrics = {
  measuresTraffic: false,
  begin: ignore,
  routed: ignore,
  end: ignore,
  sizes: ignore,
  refused: ignore,
};
