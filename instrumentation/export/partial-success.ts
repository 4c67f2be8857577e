import { integer, messages, readFields } from './protobuf';

/** Items that a response refuses: the first field of its partial success, in the responses of all signals. */
export function partialSuccess(response: Uint8Array): number {
  const [partial] = messages(readFields(Buffer.from(response)), 1);
  return partial === undefined ? 0 : integer(partial, 1);
}
