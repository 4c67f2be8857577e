import { setTimeout as delay } from 'node:timers/promises';
import { getJson } from './json';

/** Tempo queues a bounded number of questions and refuses the rest at once: they are asked again after a while. */
const BUSY_RETRIES = 40;
const BUSY_PAUSE_MS = 250;

/** One span of a stored trace. */
export interface StoredSpan {
  readonly service: string;
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  /** Names of its attributes. */
  readonly attributes: readonly string[];
  /** Text attributes of the process that made it. */
  readonly resource: Readonly<Record<string, string>>;
}

interface RawTrace {
  readonly batches: {
    readonly resource: { readonly attributes: { key: string; value: { stringValue?: string } }[] };
    readonly scopeSpans?: { spans: RawSpan[] }[];
    readonly instrumentationLibrarySpans?: { spans: RawSpan[] }[];
  }[];
}
interface RawSpan {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes?: readonly { readonly key: string }[];
}

/**
 * All spans of a trace, or an empty list if Tempo does not have it (yet).
 * @throws Error if Tempo answers with anything but 200 or 404, or is too busy to answer for ten seconds
 */
export async function spansOfTrace(tempoUrl: string, traceId: string): Promise<readonly StoredSpan[]> {
  const trace = await traceOf(tempoUrl, traceId, BUSY_RETRIES);
  return trace.batches.flatMap((batch) => {
    const resource = Object.fromEntries(
      batch.resource.attributes.flatMap(({ key, value: { stringValue } }) =>
        stringValue === undefined ? [] : [[key, stringValue]],
      ),
    );
    const scopes = batch.scopeSpans ?? batch.instrumentationLibrarySpans ?? [];
    return scopes.flatMap(({ spans }) =>
      spans.map(({ name, spanId, parentSpanId, attributes = [] }) => ({
        service: resource['service.name'] ?? '',
        name,
        spanId,
        parentSpanId: parentSpanId ?? '',
        attributes: attributes.map(({ key }) => key),
        resource,
      })),
    );
  });
}

async function traceOf(tempoUrl: string, traceId: string, retries: number): Promise<RawTrace> {
  try {
    return await getJson<RawTrace>(`${tempoUrl}/api/traces/${traceId}`);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (message.includes(': 404 ')) return { batches: [] };
    if (!message.includes(': 429 ') || retries === 0) throw error;
    await delay(BUSY_PAUSE_MS);
    return traceOf(tempoUrl, traceId, retries - 1);
  }
}
