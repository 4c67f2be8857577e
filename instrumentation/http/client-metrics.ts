import type { Recorder } from '../metrics/recorder';
import { contractMethod } from './method';
import type { ClientRequest, ClientResult } from './observer';
import { NO_STATUS } from './outcome';

/** Duration of the calls that the gateway makes. */
export interface ClientMetrics {
  /**
   * @param seconds from the hand-over of the request to the end of its response, or to its failure
   * @param traceId trace of the call, if it will be exported
   */
  end(request: ClientRequest, result: ClientResult, seconds: number, traceId?: string): void;
}

export function createClientMetrics(recorder: Recorder): ClientMetrics {
  const duration = recorder.histogram('http.client.request.duration');
  return {
    end({ method, host, port }, { statusCode }, seconds, traceId) {
      const labels = {
        method: contractMethod(method),
        server_address: `${host}:${port}`,
        status_code: statusCode === undefined ? NO_STATUS : String(statusCode),
      };
      duration.observe(labels, seconds, traceId);
    },
  };
}

/** Measures nothing: metrics are off. */
export const noClientMetrics: ClientMetrics = { end: () => undefined };
