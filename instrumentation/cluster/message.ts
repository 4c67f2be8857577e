import type { SamplingPolicy } from '../tracing/sampling/policy';
import type { GaugeValue, Increment } from './increments';

/** A piece of what a process has counted. Its number is given once, so that nobody counts a piece twice. */
export interface Piece {
  /** Process that has counted. */
  readonly from: string;
  readonly seq: number;
  readonly add: readonly Increment[];
}

/** How requests are sampled from now on, in every process: one of them was told. */
export interface PolicyChange {
  readonly is: 'policy';
  readonly policy: SamplingPolicy;
}

/** What a worker says. */
export type WorkerMessage =
  /** The first one: who it is. */
  | { readonly is: 'hello'; readonly id: string; readonly pid: number }
  | { readonly is: 'piece'; readonly piece: Piece }
  /** Everything for this page is told. */
  | { readonly is: 'collected'; readonly page: number; readonly gauges: readonly GaugeValue[] }
  /** Somebody asks this worker for a page with everything on it. */
  | { readonly is: 'show'; readonly page: number }
  | PolicyChange
  /** It ends, and everything is told. */
  | { readonly is: 'bye' };

/** What all processes have counted, and their gauges as the page shows them. */
export interface Shown {
  readonly is: 'shown';
  readonly page: number;
  readonly all: readonly Increment[];
  readonly gauges: readonly GaugeValue[];
}

/** What the hub says. */
export type HubMessage =
  | { readonly is: 'welcome'; readonly pid: number }
  /** All pieces up to this one are counted. */
  | { readonly is: 'counted'; readonly seq: number }
  /** A page is wanted: tell everything. */
  | { readonly is: 'collect'; readonly page: number }
  /** Everything, for the page of a worker. */
  | Shown
  /** This worker takes over if the hub ends, and is told what the hub is told; the first piece is all that was before. */
  | { readonly is: 'copy'; readonly piece: Piece }
  | PolicyChange;

export type Message = WorkerMessage | HubMessage;
