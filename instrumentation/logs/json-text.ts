import type { SpanContext } from '@opentelemetry/api';
import { type IdKeys, traceFields } from './lines';

/**
 * Adds trace ids to the text of a JSON object, as its last fields; the rest of the text stays as it is.
 * @param text ends with the brace of the object
 */
export function withTraceIds(text: string, span: SpanContext, keys: IdKeys): string {
  const body = text.slice(0, -1);
  const ids = JSON.stringify(traceFields(span, keys)).slice(1);
  return body.trimEnd().endsWith('{') ? body + ids : `${body},${ids}`;
}
