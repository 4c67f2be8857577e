import { type ListrTaskWrapper } from 'listr2';
import { describeEvent, type OnToolEvent, type ToolEvent } from './event';

export interface ProgressOptions {
  /** Redraw lines in place (a terminal), or write plain lines (a log). */
  readonly live: boolean;
  /** A plain line for everything that runs comes at least this often. Default 30 s. */
  readonly heartbeatMs?: number;
}

/** Longest silence of a log: less than what CI services take for a hung job. */
const HEARTBEAT_MS = 30_000;
/** How often the elapsed time moves on a terminal. */
const LIVE_MS = 1_000;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- listr2's own default for its renderers
type Task = Pick<ListrTaskWrapper<unknown, any, any>, 'title' | 'output'>;

/**
 * Shows what happens to each tool while `work` runs, on standard error; standard output stays free for results.
 * Resolves and rejects as `work` does.
 */
export async function showProgress<T>(
  names: readonly string[],
  work: (onEvent: OnToolEvent) => Promise<T>,
  { live, heartbeatMs = HEARTBEAT_MS }: ProgressOptions,
): Promise<T> {
  // An ES module, and only needed where something is drawn.
  const { Listr, ListrLogger, ProcessOutput } = await import('listr2');
  const logger = new ListrLogger({
    useIcons: true,
    processOutput: new ProcessOutput(process.stderr, process.stderr),
  });
  const rows = new Map(names.map((tool) => [tool, new Row(tool, live)]));
  const list = new Listr(
    [...rows.values()].map((row) => ({
      // The plain renderer prints a title when a task starts: one line a tool that says nothing.
      ...(live ? { title: row.tool } : {}),
      task: (_: unknown, task: Task) => row.attach(task),
    })),
    {
      concurrent: true,
      exitOnError: false,
      // Whoever called us decides what a signal ends.
      registerSignalListeners: false,
      renderer: live ? ('default' as const) : ('simple' as const),
      rendererOptions: { logger },
    },
  );
  const drawn = list.run();
  const tick = setInterval(() => rows.forEach((row) => row.tick()), live ? LIVE_MS : heartbeatMs);
  try {
    return await work((event) => rows.get(event.tool)?.hear(event));
  } finally {
    clearInterval(tick);
    rows.forEach((row) => row.close());
    await drawn;
  }
}

/** One tool's line. Events may come before listr2 has started its task. */
class Row {
  private last: ToolEvent;
  private heardAt = performance.now();
  private task: Task | undefined;
  private end: (() => void) | undefined;
  private closed = false;

  constructor(
    readonly tool: string,
    private readonly live: boolean,
  ) {
    this.last = { tool, elapsedMs: 0, state: 'looking' };
  }

  async attach(task: Task): Promise<void> {
    this.task = task;
    this.draw(this.last);
    if (!this.ended()) await new Promise<void>((resolve) => (this.end = resolve));
    task.title = line(this.last);
    if (this.last.state === 'failed') throw new Error('see below');
    if (this.last.state !== 'ready') throw new Error('broken off');
  }

  hear(event: ToolEvent): void {
    const changed = event.state !== this.last.state;
    this.last = event;
    this.heardAt = performance.now();
    if (this.ended()) this.end?.();
    else if (changed || this.live) this.draw(event);
  }

  tick(): void {
    if (this.ended() || (this.last.state === 'queued' && !this.live)) return;
    const since = Math.round(performance.now() - this.heardAt);
    this.draw({ ...this.last, elapsedMs: this.last.elapsedMs + since });
  }

  /** Work is over: what has not come to an end was broken off. */
  close(): void {
    this.closed = true;
    this.end?.();
  }

  private draw(event: ToolEvent): void {
    if (this.task === undefined || this.ended()) return;
    if (this.live) this.task.title = line(event);
    else if (event.state !== 'looking' && event.state !== 'queued') this.task.output = line(event);
  }

  private ended(): boolean {
    return this.closed || this.last.state === 'ready' || this.last.state === 'failed';
  }
}

const line = (event: ToolEvent): string => `${event.tool}: ${describeEvent(event)}`;
