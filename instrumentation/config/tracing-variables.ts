import { headerName, oneOf, text } from './parse';
import { patternList } from './patterns';
import { propagatorList } from './propagators';
import { samplingPolicy } from './sampling-policy';
import { optional, required } from './variable';

/** What of a query stands on a span: nothing, the names of its parameters, or what the redaction leaves of it. */
export const QUERY_MODES = ['none', 'names', 'values'] as const;
export type QueryMode = (typeof QUERY_MODES)[number];

/** Variables of propagation, sampling beyond the ratio, and what spans tell of a request. */
export const tracingVariables = {
  propagators: required({
    name: 'OTEL_PROPAGATORS',
    type: 'list of tracecontext, baggage, b3, b3multi, jaeger, or none',
    parse: propagatorList,
    default: ['tracecontext', 'baggage'],
    help: 'Formats in which the trace context is read and written. tracecontext wins over the others, then the order counts.',
  }),
  baggageKeys: required({
    name: 'GATEWATCH_BAGGAGE_KEYS',
    type: 'list of keys, * is a wildcard',
    parse: patternList,
    default: [],
    help: 'Baggage that is taken from callers and handed on to upstreams; none if unset.',
  }),
  samplingPolicy: optional({
    name: 'GATEWATCH_SAMPLING',
    type: 'JSON, or the path of a JSON file',
    parse: samplingPolicy,
    help: 'Sampling policy: ratio, rules, tenantHeader, keep, targetSpansPerSecond; its ratio wins over TRACE_SAMPLE_RATE.',
  }),
  forceHeader: required({
    name: 'GATEWATCH_TRACE_FORCE_HEADER',
    type: 'header name',
    parse: headerName,
    default: 'x-gatewatch-trace',
    help: 'Request header that holds GATEWATCH_TRACE_FORCE_SECRET to have a request traced whatever the policy says.',
  }),
  forceSecret: optional({
    name: 'GATEWATCH_TRACE_FORCE_SECRET',
    type: 'text',
    parse: text,
    help: 'Value of that header; without it nobody can force a trace. Never shown.',
    secret: true,
  }),
  correlationHeader: required({
    name: 'GATEWATCH_CORRELATION_HEADER',
    type: 'header name, or none',
    parse: headerName,
    default: 'x-correlation-id',
    help: 'Header with the id of a request: the caller’s, which is logged and sent on, else the trace id; returned with the response.',
  }),
  query: required<QueryMode>({
    name: 'GATEWATCH_TRACE_QUERY',
    type: QUERY_MODES.join(', '),
    parse: oneOf(QUERY_MODES),
    default: 'names',
    help: 'What of a query stands on a span: nothing, the names of the parameters, or the values too, redacted.',
  }),
  requestHeaders: required({
    name: 'GATEWATCH_TRACE_REQUEST_HEADERS',
    type: 'list of header names',
    parse: patternList,
    default: [],
    help: 'Request headers that stand on the span of a request, redacted.',
  }),
} as const;
