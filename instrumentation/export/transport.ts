/** How one export call ended. */
export type SendResult = Accepted | Refused;

export interface Accepted {
  readonly ok: true;
  /** Items that the collector refused for good although it accepted the call (OTLP partial success). */
  readonly rejected: number;
}

export interface Refused {
  readonly ok: false;
  /** True if the same batch may be accepted later. */
  readonly retryable: boolean;
  /** One line for health and log, e.g. `UNAVAILABLE: connection refused`. */
  readonly reason: string;
  /** True if no collector was there to judge the batch, so that its retries do not count against it. */
  readonly unreachable?: boolean;
  /** True if a smaller batch may be accepted. */
  readonly tooLarge?: boolean;
  /** Wait in milliseconds that the collector asked for before the next call (RetryInfo, Retry-After). */
  readonly retryAfterMs?: number | undefined;
}

/** Carries one batch at a time to a collector. Knows nothing of queues, retries or counts. */
export interface Transport<T> {
  /** Calls `done` exactly once. A throw means that the batch can never be sent. */
  send(items: readonly T[], done: (result: SendResult) => void): void;
  /** Ends open calls and connections. */
  close(): void;
}
