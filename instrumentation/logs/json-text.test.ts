import { withTraceIds } from './json-text';
import { ID_KEYS } from './lines';

const span = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 0 };
const ids = { trace_id: span.traceId, span_id: span.spanId, trace_flags: '00' };

it.each(['{}', '{ }', '{"a":"}"}', '{\n  "a": { "b": 1 }\n}'])('adds the ids to %j', (text) => {
  expect(JSON.parse(withTraceIds(text, span, ID_KEYS))).toEqual({ ...(JSON.parse(text) as object), ...ids });
});
