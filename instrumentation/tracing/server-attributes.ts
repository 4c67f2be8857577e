import { type Attributes, type SpanStatus, SpanStatusCode } from '@opentelemetry/api';
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { QueryMode } from '../config/tracing-variables';
import { UNMATCHED_ROUTE } from '../contract';
import { errorKind } from '../http/error-kind';
import { contractMethod } from '../http/method';
import type { ServerResult } from '../http/observer';
import { methodInName } from './span-name';
import { callersCorrelation } from './correlation';
import { parseHost, pathOf, queryOf } from './url';

/** Outcomes that are the client's doing: they are the `error.type`, and the status of the span stays unset. */
const CLIENTS_FAULT: readonly string[] = ['client_aborted', 'malformed'] satisfies ServerResult['outcome'][];

/** What spans tell of a request beyond what the HTTP conventions require. */
export interface RequestDetail {
  /** What of a query stands on a span. */
  readonly query: QueryMode;
  /** Request headers to record, in lower case. */
  readonly requestHeaders: readonly string[];
  /** Header with the id of a request, in lower case; undefined for none. */
  readonly correlationHeader: string | undefined;
}

/** Attributes of a server span that the request head gives. Not redacted: that is done where spans leave. */
export function requestAttributes(
  request: IncomingMessage,
  method: string,
  detail: RequestDetail,
): Attributes {
  const conventional = contractMethod(method);
  const target = request.url ?? '';
  const attributes: Attributes = {
    'http.request.method': conventional,
    'url.path': pathOf(target),
    'url.scheme': (request.socket as Partial<TLSSocket>).encrypted === true ? 'https' : 'http',
    'network.protocol.version': request.httpVersion,
  };
  if (conventional !== method) attributes['http.request.method_original'] = method;
  const query = queryOf(target, detail.query);
  if (query !== undefined) attributes['url.query'] = query;
  const { host, 'user-agent': userAgent } = request.headers;
  if (host !== undefined) {
    const { address, port } = parseHost(host);
    attributes['server.address'] = address;
    if (port !== undefined) attributes['server.port'] = port;
  }
  if (userAgent !== undefined) attributes['user_agent.original'] = userAgent;
  const correlation =
    detail.correlationHeader && callersCorrelation(request.headers, detail.correlationHeader);
  if (correlation !== undefined) attributes['correlation_id'] = correlation;
  for (const name of detail.requestHeaders) {
    const value = request.headers[name];
    if (value !== undefined)
      attributes[`http.request.header.${name}`] = Array.isArray(value) ? value : [value];
  }
  return attributes;
}

/** What the end of a request adds to its span. */
export interface ServerEnd {
  /** Undefined if the span keeps its name. */
  readonly name: string | undefined;
  readonly attributes: Attributes;
  readonly status: SpanStatus | undefined;
}

/** Whether the end of a request makes its span one of a failure; `serverEnd` tells more, and takes longer to. */
export function isFailure(result: ServerResult): boolean {
  return !CLIENTS_FAULT.includes(result.outcome) && errorKind(result) !== undefined;
}

/** Name, attributes and status that the end of a request gives. */
export function serverEnd(method: string, result: ServerResult): ServerEnd {
  const { route, statusCode, outcome } = result;
  const attributes: Attributes = {};
  const isRouted = route !== UNMATCHED_ROUTE;
  if (isRouted) attributes['http.route'] = route;
  if (statusCode !== undefined) attributes['http.response.status_code'] = statusCode;
  const isClientsFault = CLIENTS_FAULT.includes(outcome);
  const error = isClientsFault ? outcome : errorKind(result);
  if (error !== undefined) attributes['error.type'] = error;
  return {
    name: isRouted ? `${methodInName(method)} ${route}` : undefined,
    attributes,
    status: error === undefined || isClientsFault ? undefined : { code: SpanStatusCode.ERROR },
  };
}
