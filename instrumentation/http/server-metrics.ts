import type { Recorder } from '../metrics/recorder';
import type { Method } from './method';
import { NO_STATUS } from './outcome';
import type { ServerResult } from './observer';

/** Rate, errors, duration and concurrency of the requests to the gateway. */
export interface ServerMetrics {
  begin(method: Method): void;
  /**
   * @param seconds from the request head to the close of the response
   * @param traceId trace of the request, if it will be exported
   */
  end(method: Method, result: ServerResult, seconds: number, traceId?: string): void;
}

export function createServerMetrics(recorder: Recorder): ServerMetrics {
  const requests = recorder.counter('http.requests');
  const duration = recorder.histogram('http.request.duration');
  const inFlight = recorder.gauge('http.requests.in_flight');
  return {
    begin: (method) => inFlight.add({ method }, 1),
    end(method, { route, statusCode, outcome }, seconds, traceId) {
      const status_code = statusCode === undefined ? NO_STATUS : String(statusCode);
      inFlight.add({ method }, -1);
      requests.inc({ method, route, status_code, outcome });
      duration.observe({ method, route, status_code }, seconds, traceId);
    },
  };
}

/** Measures nothing: metrics are off. */
export const noServerMetrics: ServerMetrics = { begin: () => undefined, end: () => undefined };
