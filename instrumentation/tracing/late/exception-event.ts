import type { TimedEvent } from '@opentelemetry/sdk-trace';
import { errorType } from '../error-type';

/** The event that OpenTelemetry makes of an error. @param unixMs when it happened */
export function exceptionEvent(error: Error, unixMs: number): TimedEvent {
  return {
    time: [Math.trunc(unixMs / 1000), Math.round((unixMs % 1000) * 1e6)],
    name: 'exception',
    attributes: {
      'exception.type': errorType(error),
      'exception.message': error.message,
      ...(error.stack === undefined ? {} : { 'exception.stacktrace': error.stack }),
    },
  };
}
