import { type Attributes, type Span, trace } from '@opentelemetry/api';
import { contract, type Metric } from '../../contract';
import type { Gatewatch } from '../../handle';
import { attributeOf, propertyOf } from './property';
import type { AnyInput } from './recording';
import type { Step } from './step';

/** What a helper leaves on spans beside its samples. */
export interface SpanEffects {
  /** Name of an event on the active span, with what the helper was given as attributes. */
  readonly event?: string;
  /** Properties that become attributes of the request's server span. */
  readonly request?: readonly string[];
}

/** Puts what a helper was given on the spans at hand. */
export type Tell = (input: AnyInput, span: Span | undefined, gatewatch: Gatewatch) => void;

/** Makes the effects of a helper on spans. Only what its steps record is taken, whatever else the input holds. */
export function tellSpans(steps: readonly Step[], { event, request = [] }: SpanEffects): Tell {
  const properties = [...new Set(steps.flatMap(propertiesOf))];
  return (input, span, gatewatch) => {
    if (request.length > 0) {
      const attributes = picked(input, request);
      if (attributes !== undefined) gatewatch.request.setAttributes(attributes);
    }
    if (event !== undefined && span !== undefined && span.isRecording()) {
      span.addEvent(event, picked(input, properties));
    }
  };
}

/** The span that is active where a helper is called. */
export const activeSpan = (): Span | undefined => trace.getActiveSpan();

function propertiesOf({ id, field, fixed }: Step): string[] {
  const labels = Object.keys((contract[id] as Metric).labels).filter((key) => !(key in fixed));
  return [...labels.map(propertyOf), ...(field === undefined ? [] : [field])];
}

function picked(input: AnyInput, properties: readonly string[]): Attributes | undefined {
  let attributes: Attributes | undefined;
  for (const property of properties) {
    const value = input[property];
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
    (attributes ??= {})[attributeOf(property)] = value;
  }
  return attributes;
}
