import { type Attributes, type SpanStatus, SpanStatusCode } from '@opentelemetry/api';
import type { QueryMode } from '../config/tracing-variables';
import { contractMethod } from '../http/method';
import type { ClientRequest, ClientResult } from '../http/observer';
import { errorType } from './error-type';
import { fullUrl } from './url';

/** Attributes of a client span that the request gives. Not redacted: that is done where spans leave. */
export function callAttributes(
  { method, scheme, host, port, path }: ClientRequest,
  query: QueryMode,
): Attributes {
  const conventional = contractMethod(method);
  const attributes: Attributes = {
    'http.request.method': conventional,
    'url.full': fullUrl(scheme, host, port, path, query),
    'server.address': host,
    'server.port': port,
  };
  if (conventional !== method) attributes['http.request.method_original'] = method;
  return attributes;
}

/** Attributes and status that the end of a call gives. */
export function callEnd({ statusCode, error }: ClientResult): {
  attributes: Attributes;
  status: SpanStatus | undefined;
} {
  const attributes: Attributes = {};
  if (statusCode !== undefined) attributes['http.response.status_code'] = statusCode;
  // To the caller of an upstream a 4xx is an error too (OpenTelemetry HTTP conventions).
  const failed = statusCode !== undefined && statusCode >= 400 ? String(statusCode) : undefined;
  const type = error === undefined ? failed : errorType(error);
  if (type !== undefined) attributes['error.type'] = type;
  return { attributes, status: type === undefined ? undefined : { code: SpanStatusCode.ERROR } };
}
