import type { OtlpTarget } from '../config/types';

/** A batch as it goes over the wire, for somebody else to send. */
export interface Parcel {
  readonly target: OtlpTarget;
  /** Path of the gRPC method. */
  readonly method: string;
  readonly bytes: Uint8Array;
}

/** Takes the place of a target: gets the bytes of each batch, and nothing is sent. */
export interface Capture {
  readonly capture: (method: string, bytes: Uint8Array) => void;
}
