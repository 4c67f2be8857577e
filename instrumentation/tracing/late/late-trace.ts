import { type Attributes, createContextKey, type SpanContext } from '@opentelemetry/api';
import type { TimedEvent } from '@opentelemetry/sdk-trace';
import type { IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import { exceptionEvent } from './exception-event';
import type { ClientRequest, ClientResult, ServerObservation, ServerResult } from '../../http/observer';

/** Where the context of an unsampled request holds its {@link LateTrace}. */
export const LATE = createContextKey('gatewatch.late');

/** Most calls that are noted for one request; a request with more is kept without the others. */
const MAX_CALLS = 64;

/** Most exceptions of one request that are noted. */
const MAX_EVENTS = 8;

/** A call to an upstream that has ended. */
export interface EndedCall {
  readonly request: ClientRequest;
  readonly result: ClientResult;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** What is known of an unsampled request; times are those of `performance.now()`. */
export interface Stamps {
  readonly request: IncomingMessage;
  readonly method: string;
  readonly spanContext: SpanContext;
  readonly parent: SpanContext | undefined;
  readonly startedAt: number;
}

/** What the gateway's own code has added to a request. */
export interface Additions {
  readonly attributes: Attributes | undefined;
  readonly events: readonly TimedEvent[] | undefined;
}

/** Decides about requests that have ended, and takes in what is kept. */
export interface LateSink {
  /** True if the request is kept. */
  keeps(stamps: Stamps, result: ServerResult, endedAt: number, additions: Additions): boolean;
  /** A call of a request that is kept. */
  call(stamps: Stamps, call: EndedCall): void;
}

/** Stamps of an unsampled request and its calls, from which spans can be made once it is known that they are wanted. */
export class LateTrace implements ServerObservation {
  #calls: EndedCall[] | undefined;
  #begun = 0;
  #kept: boolean | undefined;
  #attributes: Attributes | undefined;
  #events: TimedEvent[] | undefined;

  constructor(
    private readonly stamps: Stamps,
    private readonly sink: LateSink,
  ) {}

  /** The trace, if it is kept. */
  get traceId(): string | undefined {
    return this.#kept === true ? this.stamps.spanContext.traceId : undefined;
  }

  /** A call has begun; returns what to do at its end. */
  call(request: ClientRequest): ((result: ClientResult) => void) | undefined {
    if (this.#kept === false || this.#begun >= MAX_CALLS) return undefined;
    this.#begun += 1;
    const startedAt = performance.now();
    return (result) => {
      const call = { request, result, startedAt, endedAt: performance.now() };
      // A call may outlive the request that set it off.
      if (this.#kept === true) this.sink.call(this.stamps, call);
      else if (this.#kept === undefined) (this.#calls ??= []).push(call);
    };
  }

  /** Attributes for the server span, should the request be kept. */
  setAttributes(attributes: Attributes): void {
    this.#attributes = { ...this.#attributes, ...attributes };
  }

  /** An event for the server span, should the request be kept. */
  recordException(error: Error): void {
    const events = (this.#events ??= []);
    if (events.length < MAX_EVENTS) events.push(exceptionEvent(error, Date.now()));
  }

  /** The request has ended. */
  end(result: ServerResult): void {
    const additions = { attributes: this.#attributes, events: this.#events };
    this.#kept = this.sink.keeps(this.stamps, result, performance.now(), additions);
    if (this.#kept) for (const call of this.#calls ?? []) this.sink.call(this.stamps, call);
    this.#calls = undefined;
  }
}
