/** One request of the client and what came of it. */
export interface Exchange {
  readonly to: string;
  readonly method: string;
  readonly route: string;
  readonly path: string;
  /** Status code; `aborted` if the client hung up, `failed` if no answer came. */
  readonly status: number | 'aborted' | 'failed';
  readonly tags: Readonly<Record<string, string>>;
  /** Of the trace that the client began. */
  readonly traceId: string;
  readonly answersAlone: boolean;
  /** Spans, as `service: name`, that the trace has in the end. */
  readonly leadsTo?: readonly string[];
  /** Bytes of the bodies. */
  readonly sentBytes: number;
  readonly receivedBytes: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Body of the answer as text. */
  readonly body: string;
  /** True of requests that a part was killed during: what it knew of them may be lost. */
  readonly atRisk?: boolean;
}

/** Something that the client did beside requests. */
export interface Note {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly amount: number;
}

/** What the client and the stubs wrote down; nothing in it comes from the gateway's own counting. */
export interface Ledgers {
  readonly exchanges: readonly Exchange[];
  readonly notes: readonly Note[];
  /** What the `ledgerPath` of a process answered at the end of the scenario. @throws Error if it has none */
  stub(process: string): unknown;
}
