import { type Meter, metrics, trace, type Tracer } from '@opentelemetry/api';

/** A tracer whose spans become part of the traces; without the preload they go nowhere. */
export function getTracer(name: string, version?: string): Tracer {
  return trace.getTracer(name, version);
}

/** A meter of the OpenTelemetry metrics SDK that the gateway has set up; without one it does nothing. */
export function getMeter(name: string, version?: string): Meter {
  return metrics.getMeter(name, version);
}
