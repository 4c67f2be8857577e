import { performance } from 'node:perf_hooks';
import type { InternalPart } from '../contract';
import type { ClientMetrics } from './client-metrics';
import type { ClientObservation, ClientObserver, ClientRequest } from './observer';

export interface ClientHookOptions {
  readonly metrics: ClientMetrics;
  readonly observer: ClientObserver;
  readonly countError: (where: InternalPart) => void;
}

const NO_HEADERS: Readonly<Record<string, string>> = {};

/** One call to an upstream, from the hand-over of the request to its end. Its methods never throw. */
export class ClientCall {
  readonly #startedAt = performance.now();
  readonly #options: ClientHookOptions;
  readonly #request: ClientRequest;
  readonly #observation: ClientObservation | undefined;
  #statusCode: number | undefined;
  #error: Error | undefined;
  #ended = false;

  /** Tells the observer, in the context of the caller. */
  constructor(options: ClientHookOptions, request: ClientRequest) {
    this.#options = options;
    this.#request = request;
    try {
      this.#observation = options.observer.start(request);
    } catch {
      options.countError('tracing');
    }
  }

  /** Headers to add to the request. */
  get headers(): Readonly<Record<string, string>> {
    return this.#observation?.headers ?? NO_HEADERS;
  }

  /** The head of the response has come. */
  answered(statusCode: number | undefined): void {
    this.#statusCode = statusCode;
  }

  /** The call has failed below HTTP. */
  failed(error: Error): void {
    this.#error ??= error;
  }

  /** The response has ended, or nothing more will come. Further calls do nothing. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    try {
      const result = { statusCode: this.#statusCode, error: this.#error };
      const seconds = (performance.now() - this.#startedAt) / 1000;
      this.#options.metrics.end(this.#request, result, seconds, this.#observation?.traceId);
      this.#observation?.end(result);
    } catch {
      this.#options.countError('client');
    }
  }
}
