import type { Example } from '../../examples/frame';
import type { AlertChannels } from '../../alerts';
import type { PartState } from '../supervisor';

/** How to start a stack, and who hears of its progress. */
export interface StartOptions {
  /** What runs inside the stack. Default: that of the default preset. */
  readonly example?: Example;
  /** Quick intervals and divided durations, so that a proof takes seconds. */
  readonly check?: boolean;
  /** Divides every duration of the rules; default 1, in a check 20. */
  readonly divide?: number;
  /** In place of `divide`: the durations of each rule are divided on their own, for proofs of every alert. */
  readonly compress?: boolean;
  /** Packs of alerts to switch on beside those of the preset. */
  readonly alertPacks?: readonly string[];
  /**
   * Prometheus works for others than the stack, too: it writes to their remote storage, and takes their rules and scrape
   * jobs from the folder {@link Layout.others}. For proofs of what the stack says when that goes wrong.
   */
  readonly remoteWriteUrl?: string;
  /** Folder for configurations, data and logs; new or empty. Default: a new temporary one. Never removed by the stack. */
  readonly directory?: string;
  /** Ports that the user insists on; the others are chosen. */
  readonly ports?: Readonly<Record<string, number>>;
  /** Requests a second of the traffic generator; 0 starts none. Default 20. */
  readonly rate?: number;
  /** The traffic generator sends nothing until {@link RunningStack.setRate}: a scenario comes first. */
  readonly quiet?: boolean;
  /** Further variables of the example's processes under the preload; they win over the stack's own. */
  readonly exampleEnvironment?: Readonly<Record<string, string>>;
  /** Where alerts go beside the webhook receiver of the run. Default: nowhere. */
  readonly channels?: AlertChannels;
  /** Start Grafana if it can be had. Default true. */
  readonly grafana?: boolean;
  /** Ends a start that is under way: everything is stopped before the promise rejects. */
  readonly signal?: AbortSignal;
  /** The run directory and the names of the parts, before the first of them starts. */
  readonly onPlan?: (directory: string, parts: readonly string[]) => void;
  readonly onState?: (part: string, state: PartState) => void;
  /** A part ended by itself after it was ready, or the disk is full. What is left goes on until `stop`. */
  readonly onFailure?: (error: Error) => void;
  /** Something that the user should know and that stops nothing. */
  readonly onNotice?: (text: string) => void;
}
