import { type Origin } from '../locate/locate';

/** What happens to one tool, as plain data. `elapsedMs` counts from the moment its turn came. */
export type ToolEvent = { readonly tool: string; readonly elapsedMs: number } & (
  | { readonly state: 'looking' }
  /** Missing; its build starts when a core is free. */
  | { readonly state: 'queued' }
  /** Something else has to end first, e.g. `process 4711 builds it`. */
  | { readonly state: 'waiting'; readonly reason: string }
  /** Go modules downloaded so far. */
  | { readonly state: 'downloading'; readonly modules: number }
  /** Go packages compiled so far, and the most that there can be: those in Go's build cache are not compiled again. */
  | { readonly state: 'building'; readonly packages: number; readonly atMost: number }
  | {
      readonly state: 'ready';
      readonly origin: Origin;
      readonly version: string;
      readonly path: string;
      readonly passedOver: readonly string[];
    }
  | { readonly state: 'failed'; readonly message: string }
);

/** An event without what the sender adds. */
export type ToolProgress = ToolEvent extends infer E
  ? E extends ToolEvent
    ? Omit<E, 'tool' | 'elapsedMs'>
    : never
  : never;

export type OnToolEvent = (event: ToolEvent) => void;

/** One line for an event, e.g. `building, 312 of at most 1740 packages, 1m 12s`. */
export function describeEvent(event: ToolEvent): string {
  return [...words(event), formatDuration(event.elapsedMs)].join(', ');
}

function words(event: ToolEvent): string[] {
  switch (event.state) {
    case 'looking':
      return ['looking'];
    case 'queued':
      return ['not there: will be built'];
    case 'waiting':
      return [`waiting: ${event.reason}`];
    case 'downloading':
      return event.modules === 0 ? ['resolving packages'] : [`downloading, ${event.modules} modules so far`];
    case 'building':
      return event.packages === 0
        ? ['building']
        : [`building, ${event.packages} of at most ${event.atMost} packages`];
    case 'ready':
      return [
        `${event.version} ${event.origin === 'built' ? 'built' : `from ${event.origin}`}`,
        ...event.passedOver.map((reason) => `passed over ${reason}`),
      ];
    case 'failed':
      return ['failed'];
  }
}

/** `0.4s`, `12s`, `3m 05s`. */
export function formatDuration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)}s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}s`;
  return `${Math.floor(seconds / 60)}m ${String(seconds % 60).padStart(2, '0')}s`;
}
