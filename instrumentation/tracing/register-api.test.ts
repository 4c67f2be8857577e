import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { HealthReporter } from '../health/reporter';
import { registerApi } from './register-api';

afterEach(() => {
  trace.disable();
  context.disable();
  propagation.disable();
});

function register(): [string, string, string | undefined] {
  let last: [string, string, string | undefined] = ['', '', ''];
  const health: HealthReporter = { report: (...report) => (last = [report[0], report[1], report[2]]) };
  registerApi(
    new TracerProvider(),
    new AsyncLocalStorageContextManager(),
    new W3CTraceContextPropagator(),
    health,
  );
  return last;
}

it('makes spans of the API real', () => {
  expect(register()).toEqual(['tracing.api', 'ok', undefined]);
  expect(trace.getTracer('t').startSpan('s').isRecording()).toBe(true);
});

it('reports it when another SDK was there first', () => {
  register();
  const [component, status, message] = register();
  expect([component, status]).toEqual(['tracing.api', 'degraded']);
  expect(message).toMatch(/tracer provider, context manager, propagator/);
});
