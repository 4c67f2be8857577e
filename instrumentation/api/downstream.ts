import { type Attributes, context, propagation, type Span } from '@opentelemetry/api';
import { inSpan } from './with-span';

/** A call to another service. */
export interface DownstreamCall {
  /** Name of the service that is called. */
  readonly service: string;
  /** What it is asked to do, e.g. `reserve stock`. */
  readonly operation: string;
  /** Where it is; query and credentials are left out of the span. */
  readonly url?: string | URL;
  /** HTTP method. */
  readonly method?: string;
}

/**
 * Does a call in a span of its own. HTTP calls within it get their own CLIENT span and headers as always; `headers`
 * carry the trace where nothing else does it: over a message broker, a socket, a protocol of your own.
 * @param fn gets the span and the headers, empty without the preload
 * @returns what `fn` returns; the span ends when that is settled, if it is a promise
 */
export function traceDownstreamCall<T>(
  call: DownstreamCall,
  fn: (span: Span, headers: Record<string, string>) => T,
): T {
  return inSpan(`${call.service} ${call.operation}`, { attributes: attributesOf(call) }, (span) => {
    const headers: Record<string, string> = {};
    propagation.inject(context.active(), headers);
    return fn(span, headers);
  });
}

function attributesOf({ service, operation, url, method }: DownstreamCall): Attributes {
  const address = url === undefined ? undefined : withoutSecrets(url);
  return {
    'peer.service': service,
    'operation.name': operation,
    ...(address === undefined ? {} : { 'url.full': address }),
    ...(method === undefined ? {} : { 'http.request.method': method.toUpperCase() }),
  };
}

function withoutSecrets(url: string | URL): string | undefined {
  const text = String(url);
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname}`;
}
