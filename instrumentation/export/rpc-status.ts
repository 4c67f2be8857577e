import { integer, messages, readFields, text } from './protobuf';

/** What a `google.rpc.Status` says, as collectors send it with a refusal, over gRPC and over HTTP alike. */
export interface RpcStatus {
  readonly message: string;
  /** Wait that a `RetryInfo` among its details asks for. */
  readonly retryAfterMs: number | undefined;
}

const RETRY_INFO = '/google.rpc.RetryInfo';

/** Reads a serialised `google.rpc.Status`; undefined if it is none. Never throws. */
export function readRpcStatus(bytes: Buffer): RpcStatus | undefined {
  try {
    const status = readFields(bytes);
    const info = messages(status, 3).find((any) => text(any, 1).endsWith(RETRY_INFO));
    const delay = info && messages(messages(info, 2)[0] ?? [], 1)[0];
    return {
      message: text(status, 2),
      retryAfterMs: delay && integer(delay, 1) * 1000 + integer(delay, 2) / 1e6,
    };
  } catch {
    return undefined;
  }
}
