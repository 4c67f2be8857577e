import type { ContextFormat } from './format';
import { isSampled, remoteSpan } from './ids';

const HEADER = 'uber-trace-id';
/** 32 + 16 + 16 + 2 digits, and separators that may be percent-encoded. */
const MAX_LENGTH = 80;
const SAMPLED = 1;
const DEBUG = 2;

/** Jaeger's own header: `uber-trace-id: <trace id>:<span id>:<parent span id>:<flags>`, leading zeros left out. */
export const jaeger: ContextFormat = {
  name: 'jaeger',
  fields: [HEADER],
  extract(read) {
    const header = read(HEADER)?.trim();
    if (header === undefined || header.length > MAX_LENGTH) return undefined;
    // Some clients percent-encode the colons.
    const [traceId = '', spanId = '', , flags = '', ...rest] = header.replace(/%3A/gi, ':').split(':');
    if (rest.length > 0 || traceId === '' || spanId === '' || !/^[0-9a-f]{1,2}$/i.test(flags))
      return undefined;
    const bits = Number.parseInt(flags, 16);
    const spanContext = remoteSpan(
      traceId.padStart(traceId.length > 16 ? 32 : 16, '0'),
      spanId.padStart(16, '0'),
      (bits & SAMPLED) !== 0,
    );
    const isDebug = (bits & SAMPLED) !== 0 && (bits & DEBUG) !== 0;
    return spanContext && { spanContext, wish: isDebug ? 'debug' : undefined };
  },
  inject(spanContext, wish, write) {
    const flags = (isSampled(spanContext) ? SAMPLED : 0) | (wish === 'debug' ? DEBUG : 0);
    write(HEADER, `${spanContext.traceId}:${spanContext.spanId}:0:0${flags}`);
  },
};
