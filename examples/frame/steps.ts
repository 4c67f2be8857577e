import type { Exchange } from './ledgers';

/** One step of a scenario. */
export type Step = RequestStep | RestartStep | KillStep | CustomStep;

/** A request, sent once or more often, and the status that has to come back. */
export interface RequestStep {
  readonly kind: 'request';
  readonly method: string;
  /** Path and query, or what makes them from the number of the repetition (from 0). */
  readonly path: string | ((repetition: number) => string);
  /** Route template under which the gateway knows the path; `unmatched` where it knows none. */
  readonly route: string;
  /** What has to come back; `aborted` with {@link hangUpAfterMs}. */
  readonly status: number | 'aborted';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Default 1. */
  readonly times?: number;
  /** How many of them are under way at once. Default 1. */
  readonly atOnce?: number;
  /** The client hangs up after so long. */
  readonly hangUpAfterMs?: number;
  /** What the ledger is to be grouped by beside the route: tenant, operation, provider. */
  readonly tags?: Readonly<Record<string, string>>;
  /** True if the gateway answers without calling anything: its trace has no child span to look for. */
  readonly answersAlone?: boolean;
  /** Spans, as `service: name`, that its trace has in the end, of jobs that the answer does not wait for. */
  readonly leadsTo?: readonly string[];
  /** Process that it goes to. Default: the gateway. */
  readonly to?: string;
}

/**
 * Restarts a part, e.g. `gateway` or `collector`. Before it, the run waits until everything sent so far was scraped, so
 * that nothing counted is lost.
 */
export interface RestartStep {
  readonly kind: 'restart';
  readonly part: string;
  /** `SIGKILL`: without a chance to end in order. */
  readonly signal: 'SIGTERM' | 'SIGKILL';
}

/**
 * Kills a part with SIGKILL in the middle of its work, and starts it again. What it had counted since its last scrape is
 * lost; the ledger says how much that may be, and everything else has to be there.
 */
export interface KillStep {
  readonly kind: 'kill';
  readonly part: string;
  /** Sent one after the other until the part is down. */
  readonly during: RequestStep;
}

/** Anything else: WebSockets, streams, calls to the control port of a stub. */
export interface CustomStep {
  readonly kind: 'custom';
  /** For errors and progress. */
  readonly name: string;
  readonly run: (client: StepClient) => Promise<void>;
}

/** What a custom step works with. */
export interface StepClient {
  /** `http://127.0.0.1:PORT` of a process. */
  url(process: string): string;
  /** Sends a request and writes it down. */
  send(request: Omit<RequestStep, 'kind'>): Promise<Exchange>;
  /** Writes down something that is no request, e.g. `note('websocket.messages', { direction: 'in' }, 3)`. */
  note(name: string, labels: Readonly<Record<string, string>>, amount?: number): void;
  /** Polls until it is true. @throws Error naming `what` after 30 s */
  until(what: string, isTrue: () => Promise<boolean>): Promise<void>;
}

/** A step that sends a request. */
export function request(
  method: string,
  path: RequestStep['path'],
  route: string,
  status: RequestStep['status'],
  more: Omit<RequestStep, 'kind' | 'method' | 'path' | 'route' | 'status'> = {},
): RequestStep {
  return { kind: 'request', method, path, route, status, ...more };
}

/** A step that restarts a part. */
export function restart(part: string, signal: RestartStep['signal'] = 'SIGTERM'): RestartStep {
  return { kind: 'restart', part, signal };
}

/** A step of the example's own. */
export function custom(name: string, run: CustomStep['run']): CustomStep {
  return { kind: 'custom', name, run };
}

/** A step that kills a part while requests are under way. */
export function kill(part: string, during: RequestStep): KillStep {
  return { kind: 'kill', part, during };
}
