import {
  type Baggage,
  type Context,
  propagation,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
} from '@opentelemetry/api';
import { W3CBaggagePropagator } from '@opentelemetry/core';
import { anyMatcher, type Matcher } from '../../redaction/glob';
import type { Redactor } from '../../redaction/redactor';

/**
 * W3C baggage behind an allow-list, both ways: anybody can send a gateway baggage, and what a gateway sends may reach
 * hosts of others. A value that the redaction rules hide is not handed on even if its key is allowed.
 * @param allowed keys, `*` is a wildcard; none of them means no baggage at all
 */
export function allowedBaggage(allowed: readonly string[], redactor: Redactor): TextMapPropagator {
  const w3c = new W3CBaggagePropagator();
  const isAllowed = anyMatcher(allowed);
  return {
    fields: () => w3c.fields(),
    extract<C>(context: Context, carrier: C, getter: TextMapGetter<C>): Context {
      if (allowed.length === 0) return context;
      const extracted = w3c.extract(context, carrier, getter);
      const baggage = extracted === context ? undefined : propagation.getBaggage(extracted);
      return baggage === undefined ? context : withBaggage(context, filtered(baggage, isAllowed));
    },
    inject<C>(context: Context, carrier: C, setter: TextMapSetter<C>): void {
      const baggage = allowed.length === 0 ? undefined : propagation.getBaggage(context);
      if (baggage === undefined) return;
      const mayLeave = (key: string, value: string) =>
        isAllowed(key) && isWellFormed(key) && isWellFormed(value) && redactor.value(key, value) === value;
      w3c.inject(withBaggage(context, filtered(baggage, mayLeave)), carrier, setter);
    },
  };
}

/** False for half a surrogate pair, which cannot be percent-encoded. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function withBaggage(context: Context, baggage: Baggage): Context {
  return baggage.getAllEntries().length === 0
    ? propagation.deleteBaggage(context)
    : propagation.setBaggage(context, baggage);
}

/** Properties of an entry go on in a header as they are, so they must fit there. */
const PRINTABLE = /^[\t\x20-\x7e]*$/;

function filtered(baggage: Baggage, keep: Matcher | ((key: string, value: string) => boolean)): Baggage {
  const entries = baggage
    .getAllEntries()
    .filter(([key, { value }]) => keep(key, value))
    .map(([key, entry]) => {
      const fits = entry.metadata === undefined || PRINTABLE.test(entry.metadata.toString());
      return [key, fits ? entry : { value: entry.value }] as const;
    });
  return propagation.createBaggage(Object.fromEntries(entries));
}
