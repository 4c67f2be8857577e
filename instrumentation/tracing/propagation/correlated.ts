import type { Context, TextMapGetter, TextMapPropagator, TextMapSetter } from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import { correlationOf, isCorrelation, withCorrelation } from '../correlation';

/**
 * Lets the id that a caller gave travel in a header of its own next to the trace. For everything that asks the
 * OpenTelemetry API for headers, as the instrumentations of brokers do; HTTP has its own way, which reads a request once.
 * @param header in lower case
 */
export function correlated(propagator: TextMapPropagator, header: string): TextMapPropagator {
  return {
    fields: () => [...propagator.fields(), header],
    extract<C>(context: Context, carrier: C, getter: TextMapGetter<C>): Context {
      const extracted = propagator.extract(context, carrier, getter);
      const value = getter.get(carrier, header);
      const given: unknown = Array.isArray(value) ? value[0] : value;
      return isCorrelation(given) ? withCorrelation(extracted, given) : extracted;
    },
    inject<C>(context: Context, carrier: C, setter: TextMapSetter<C>): void {
      propagator.inject(context, carrier, setter);
      const id = isTracingSuppressed(context) ? undefined : correlationOf(context);
      if (id !== undefined) setter.set(carrier, header, id);
    },
  };
}
