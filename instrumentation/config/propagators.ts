import type { Parser } from './parse';

/** Formats of the trace context in headers, and baggage, by their names in `OTEL_PROPAGATORS`. */
export const PROPAGATORS = ['tracecontext', 'baggage', 'b3', 'b3multi', 'jaeger'] as const;
export type PropagatorName = (typeof PROPAGATORS)[number];

/** Names with commas between them, in the order given, each once; `none` alone stands for no propagation. */
export const propagatorList: Parser<readonly PropagatorName[]> = (text) => {
  const words = text.split(',').map((word) => word.trim().toLowerCase());
  if (words.length === 1 && words[0] === 'none') return { ok: true, value: [] };
  const names = words.filter((word): word is PropagatorName =>
    (PROPAGATORS as readonly string[]).includes(word),
  );
  return names.length === words.length
    ? { ok: true, value: [...new Set(names)] }
    : { ok: false, allowed: `some of ${PROPAGATORS.join(', ')}, with commas between, or none` };
};
