import {
  context,
  propagation,
  trace,
  type ContextManager,
  type TextMapPropagator,
  type TracerProvider,
} from '@opentelemetry/api';
import type { HealthReporter } from '../health/reporter';

const COMPONENT = 'tracing.api';

/**
 * Makes ours the OpenTelemetry SDK of this process, so that spans the gateway makes itself are part of the traces.
 * Where another SDK was first, that one stays and health says so: the gateway's own spans then go there.
 */
export function registerApi(
  provider: TracerProvider,
  contexts: ContextManager,
  propagator: TextMapPropagator,
  health: HealthReporter,
): void {
  const refused = [
    trace.setGlobalTracerProvider(provider) ? '' : 'tracer provider',
    context.setGlobalContextManager(contexts) ? '' : 'context manager',
    propagation.setGlobalPropagator(propagator) ? '' : 'propagator',
  ].filter((part) => part !== '');
  if (refused.length === 0) {
    health.report(COMPONENT, 'ok');
    return;
  }
  health.report(
    COMPONENT,
    'degraded',
    `another OpenTelemetry SDK has registered its ${refused.join(', ')} already; ` +
      'spans that the gateway makes itself go there: start the gateway without the other SDK, or without this preload',
  );
}
