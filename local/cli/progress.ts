import { type ListrTaskWrapper } from 'listr2';
import { type PartState } from '../supervisor';

/** Shows the parts of a stack while they start. */
export interface StartProgress {
  /** The parts are known, none has started. */
  plan(parts: readonly string[]): void;
  state(part: string, state: PartState): void;
  /** The start is over, in whatever way. */
  close(): Promise<void>;
}

/** Lines for a log: one when a part starts, one when it is ready or failed. */
export function plainProgress(write: (line: string) => void): StartProgress {
  const since = new Map<string, number>();
  return {
    plan: (parts) => write(`starting ${parts.join(', ')}`),
    state: (part, state) => {
      if (state === 'starting') since.set(part, performance.now());
      if (state === 'starting' || state === 'ready' || state === 'failed') {
        write(`${part}: ${state}${state === 'starting' ? '' : elapsed(since.get(part))}`);
      }
    },
    close: () => Promise.resolve(),
  };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- listr2's own default for its renderers
type Task = Pick<ListrTaskWrapper<unknown, any, any>, 'title'>;

/** Lines that are redrawn in place, for a terminal. */
export function listProgress(): StartProgress {
  const rows = new Map<string, Row>();
  let drawn: Promise<unknown> = Promise.resolve();
  return {
    plan: (parts) => {
      for (const part of parts) rows.set(part, new Row(part));
      drawn = draw([...rows.values()]);
    },
    state: (part, state) => rows.get(part)?.hear(state),
    close: async () => {
      rows.forEach((row) => row.close());
      await drawn;
    },
  };
}

async function draw(rows: readonly Row[]): Promise<void> {
  // An ES module.
  const { Listr } = await import('listr2');
  const list = new Listr(
    rows.map((row) => ({ title: row.title(), task: (_: unknown, task: Task) => row.attach(task) })),
    {
      concurrent: true,
      exitOnError: false,
      // Whoever started us decides what a signal ends.
      registerSignalListeners: false,
      rendererOptions: { showErrorMessage: false, collapseErrors: false },
    },
  );
  await list.run().catch(() => undefined);
}

/** One part's line. States may come before listr2 has started its task. */
class Row {
  private state: PartState | 'waiting' | 'not started' = 'waiting';
  private since: number | undefined;
  private task: Task | undefined;
  private end: (() => void) | undefined;

  constructor(private readonly part: string) {}

  title(): string {
    return `${this.part}: ${this.state}${this.state === 'ready' || this.state === 'failed' ? elapsed(this.since) : ''}`;
  }

  async attach(task: Task): Promise<void> {
    this.task = task;
    task.title = this.title();
    if (!this.ended()) await new Promise<void>((resolve) => (this.end = resolve));
    task.title = this.title();
    if (this.state !== 'ready') throw new Error(this.title());
  }

  hear(state: PartState): void {
    if (this.ended()) return;
    if (state === 'starting') this.since = performance.now();
    this.state = state;
    if (this.ended()) this.end?.();
    else if (this.task !== undefined) this.task.title = this.title();
  }

  close(): void {
    if (!this.ended()) this.state = 'not started';
    this.end?.();
  }

  private ended(): boolean {
    return this.state !== 'waiting' && this.state !== 'starting';
  }
}

function elapsed(since: number | undefined): string {
  return since === undefined ? '' : ` (${((performance.now() - since) / 1000).toFixed(1)} s)`;
}
