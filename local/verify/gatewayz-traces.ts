import { randomBytes } from 'node:crypto';
import { spansOfTrace } from '../clients/tempo';
import { eventually } from '../proofs/eventually';
import type { RunningStack } from '../running-stack';
import { ask, type SeedCheck } from './seed-check';

const SERVICE = 'gatewayz-api';

/** Tempo finds traces, and of the service those of the service. */
export const searchedTraces: readonly SeedCheck[] = [
  { id: 'search', query: '' },
  { id: 'search-service', query: `?tags=service.name=${SERVICE}` },
].map(({ id, query }) => ({
  id,
  name: `GET /api/search${query} of Tempo finds traces`,
  lines: '335-338',
  run: async ({ endpoints }: RunningStack) => {
    const url = `${endpoints.tempo}/api/search${query}`;
    const { traces = [] } = JSON.parse(await ask(url, { contentType: 'application/json' })) as {
      traces?: { traceID: string }[];
    };
    const [first] = traces;
    if (first === undefined) throw new Error('no traces');
    if (query === '') return `${traces.length} traces`;
    const services = (await spansOfTrace(endpoints.tempo, first.traceID)).map(({ service }) => service);
    if (!services.includes(SERVICE)) throw new Error(`trace ${first.traceID} is of ${services.join(', ')}`);
    return `${traces.length} traces`;
  },
}));

/** A span that is posted as protobuf is in Tempo. */
export const otlpOverHttp: SeedCheck = {
  id: 'otlp-http',
  name: 'POST /v1/traces takes OTLP over HTTP, and the span is in Tempo',
  lines: '388',
  run: async ({ endpoints }) => {
    const traceId = randomBytes(16);
    const contentType = 'application/x-protobuf';
    await ask(`${endpoints.otlpHttp}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: new Uint8Array(oneSpan(traceId)),
      contentType,
    });
    const id = traceId.toString('hex');
    return eventually(
      async () => {
        const [span] = await spansOfTrace(endpoints.tempo, id);
        return span?.name === SPAN_NAME ? `trace ${id} is in Tempo` : undefined;
      },
      { what: `trace ${id} in Tempo`, timeoutMs: STORED_WITHIN_MS },
    );
  },
};

/** The collector waits for late spans of a trace, and Tempo for a full batch. */
const STORED_WITHIN_MS = 10_000;
const SPAN_NAME = 'posted by hand';

/** An ExportTraceServiceRequest in protobuf, by the field numbers of opentelemetry-proto 1. */
function oneSpan(traceId: Buffer): Buffer {
  const now = BigInt(Date.now()) * 1_000_000n;
  const span = field(2, [
    ...[field(1, [traceId]), field(2, [randomBytes(8)]), field(5, [Buffer.from(SPAN_NAME)])],
    ...[time(7, now - 1_000_000n), time(8, now)],
  ]);
  const value = field(2, [field(1, [Buffer.from(SERVICE)])]);
  const name = field(1, [field(1, [Buffer.from('service.name')]), value]);
  return field(1, [field(1, [name]), field(2, [span])]);
}

/** A message, text or bytes of less than 16 KB: its tag, its length in two bytes, and its parts. */
function field(number: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([
    Buffer.from([(number << 3) | 2, (body.length & 0x7f) | 0x80, body.length >> 7]),
    body,
  ]);
}

/** A fixed64. */
function time(number: number, nanoseconds: bigint): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = (number << 3) | 1;
  bytes.writeBigUInt64LE(nanoseconds, 1);
  return bytes;
}
