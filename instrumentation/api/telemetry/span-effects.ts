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
  const told = named([...new Set(steps.flatMap(propertiesOf))]);
  const ofRequest = named(request);
  return (input, span, gatewatch) => {
    if (ofRequest.length > 0) {
      const attributes = picked(input, ofRequest);
      if (attributes !== undefined) gatewatch.request.setAttributes(attributes);
    }
    if (event !== undefined && span !== undefined && span.isRecording()) {
      span.addEvent(event, picked(input, told));
    }
  };
}

/** The span that is active where a helper is called. */
export const activeSpan = (): Span | undefined => trace.getActiveSpan();

function propertiesOf({ id, field, fixed }: Step): string[] {
  const labels = Object.keys((contract[id] as Metric).labels).filter((key) => !(key in fixed));
  return [...labels.map(propertyOf), ...(field === undefined ? [] : [field])];
}

/** A property and the attribute that it becomes. */
type Named = readonly [property: string, attribute: string];

function named(properties: readonly string[]): readonly Named[] {
  return properties.map((property) => [property, attributeOf(property)]);
}

function picked(input: AnyInput, properties: readonly Named[]): Attributes | undefined {
  let attributes: Attributes | undefined;
  for (const [property, attribute] of properties) {
    const value = input[property];
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') continue;
    (attributes ??= {})[attribute] = value;
  }
  return attributes;
}
