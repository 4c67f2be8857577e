import * as grpc from '@grpc/grpc-js';
import { decodeLogs, decodeSpans, type ReceivedLog, type ReceivedSpan } from './otlp-decode';

/** How a stand-in answers a call: OK, or the status given. `undefined` never answers, nor does `keep`, which accepts. */
export type Answer =
  | 'accept'
  | 'keep'
  | { readonly code: grpc.status; readonly details: string; readonly metadata?: grpc.Metadata }
  | undefined;

/** Stand-in for a collector's OTLP/gRPC receiver: keeps in memory what it accepts. */
export interface OtlpReceiver {
  readonly endpoint: string;
  readonly port: number;
  /** Accepted so far, in order. */
  readonly spans: readonly ReceivedSpan[];
  readonly logs: readonly ReceivedLog[];
  /** Export calls so far, accepted or not. */
  readonly calls: number;
  readonly metadata: readonly grpc.Metadata[];
  /** Time that an accepted call takes. */
  answersAfterMs: number;
  /** Decides on the calls to come. */
  answer: (call: number) => Answer;
  stop(): Promise<void>;
}

/** Starts a stand-in on the port given, or on a free one. */
export async function startOtlpReceiver(port = 0): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const logs: ReceivedLog[] = [];
  const metadata: grpc.Metadata[] = [];
  const server = new grpc.Server();
  const handle = (take: (request: Buffer) => void): grpc.handleUnaryCall<Buffer, Buffer> => {
    return (call, callback) => {
      metadata.push(call.metadata);
      const answer = receiver.answer(metadata.length);
      if (answer === undefined) return;
      if (typeof answer === 'object') return callback(answer);
      take(call.request);
      if (answer === 'accept') setTimeout(() => callback(null, Buffer.alloc(0)), receiver.answersAfterMs);
    };
  };
  server.addService(service('trace.v1.TraceService'), {
    export: handle((request) => spans.push(...decodeSpans(request))),
  });
  server.addService(service('logs.v1.LogsService'), {
    export: handle((request) => logs.push(...decodeLogs(request))),
  });
  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, grpc.ServerCredentials.createInsecure(), (error, at) =>
      error === null ? resolve(at) : reject(error),
    );
  });
  const receiver = {
    endpoint: `http://127.0.0.1:${bound}`,
    port: bound,
    spans,
    logs,
    metadata,
    get calls() {
      return metadata.length;
    },
    answersAfterMs: 0,
    answer: (_call: number): Answer => 'accept',
    stop: async (): Promise<void> => server.forceShutdown(),
  };
  return receiver;
}

function service(name: string): grpc.ServiceDefinition {
  const raw = (buffer: Buffer): Buffer => buffer;
  return {
    export: {
      path: `/opentelemetry.proto.collector.${name}/Export`,
      requestStream: false,
      responseStream: false,
      requestSerialize: raw,
      requestDeserialize: raw,
      responseSerialize: raw,
      responseDeserialize: raw,
    },
  };
}
