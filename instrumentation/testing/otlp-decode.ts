import { type Field, hex, integer, messages, readFields, text } from '../export/protobuf';

export type Attributes = Readonly<Record<string, string | number | boolean>>;

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  /** 2 is SERVER, 3 is CLIENT. */
  readonly kind: number;
  readonly attributes: Attributes;
  /** 0 is unset, 2 is ERROR. */
  readonly status: number;
  readonly statusMessage: string;
  /** Unix time in milliseconds. */
  readonly startMs: number;
  readonly endMs: number;
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
  readonly resource: Attributes;
  readonly scope: string;
}

export interface ReceivedLog {
  readonly traceId: string;
  readonly spanId: string;
  readonly severityText: string;
  readonly severityNumber: number;
  readonly body: string;
  readonly attributes: Attributes;
  readonly resource: Attributes;
}

/** Spans of an ExportTraceServiceRequest. */
export function decodeSpans(request: Buffer): ReceivedSpan[] {
  return messages(readFields(request), 1).flatMap((resourceSpans) => {
    const resource = resourceOf(resourceSpans);
    return messages(resourceSpans, 2).flatMap((scopeSpans) => {
      const scope = text(messages(scopeSpans, 1)[0] ?? [], 1);
      return messages(scopeSpans, 2).map((span) => ({
        traceId: hex(span, 1),
        spanId: hex(span, 2),
        parentSpanId: hex(span, 4),
        name: text(span, 5),
        kind: integer(span, 6),
        attributes: attributesOf(span, 9),
        status: integer(messages(span, 15)[0] ?? [], 3),
        statusMessage: text(messages(span, 15)[0] ?? [], 2),
        startMs: integer(span, 7) / 1e6,
        endMs: integer(span, 8) / 1e6,
        events: messages(span, 11).map((event) => ({
          name: text(event, 2),
          attributes: attributesOf(event, 3),
        })),
        resource,
        scope,
      }));
    });
  });
}

/** Records of an ExportLogsServiceRequest. */
export function decodeLogs(request: Buffer): ReceivedLog[] {
  return messages(readFields(request), 1).flatMap((resourceLogs) => {
    const resource = resourceOf(resourceLogs);
    return messages(resourceLogs, 2).flatMap((scopeLogs) =>
      messages(scopeLogs, 2).map((record) => ({
        traceId: hex(record, 9),
        spanId: hex(record, 10),
        severityText: text(record, 3),
        severityNumber: integer(record, 2),
        body: text(messages(record, 5)[0] ?? [], 1),
        attributes: attributesOf(record, 6),
        resource,
      })),
    );
  });
}

function resourceOf(fields: readonly Field[]): Attributes {
  return attributesOf(messages(fields, 1)[0] ?? [], 1);
}

function attributesOf(fields: readonly Field[], number: number): Attributes {
  return Object.fromEntries(
    messages(fields, number).map((pair) => [text(pair, 1), anyValue(messages(pair, 2)[0] ?? [])]),
  );
}

function anyValue(fields: readonly Field[]): string | number | boolean {
  const field = fields[0];
  if (field === undefined) return '';
  if (field.number === 2) return field.value === 1n;
  if (field.number === 3) return Number(field.value);
  if (field.number === 4) {
    const double = Buffer.alloc(8);
    double.writeBigUInt64LE(BigInt(field.value as bigint));
    return double.readDoubleLE();
  }
  return text(fields, field.number);
}
