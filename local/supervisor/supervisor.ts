import { type PartError, type PartSpec, type PartState } from './part';
import { signalGroup } from './process-group';
import { type RunningPart, runPart } from './running-part';
import { startWatchdog } from './watchdog';

export interface SupervisorOptions {
  /** Existing folder for one log file a part. */
  readonly logDirectory: string;
  readonly onState?: (part: string, state: PartState) => void;
  /** A part ended by itself after it had been ready. Called for each such part until `stop`. */
  readonly onDeath?: (error: PartError) => void;
  /** The log of a part cannot be written, mostly because the disk is full. */
  readonly onLogLost?: (part: string, error: Error) => void;
}

/** Starts the parts of a stack in the order of their needs, and stops them in the opposite order. */
export interface Supervisor {
  /**
   * Starts each part as soon as what it needs is ready. Resolves when all are ready.
   * @throws PartError of the first that fails; the others stay up until `stop`
   */
  start(specs: readonly PartSpec[]): Promise<void>;
  /** Process ids of the parts that were started and not yet stopped. */
  pids(): Readonly<Record<string, number>>;
  /**
   * Stops a part and starts it again; what needs it stays up. Resolves when it is ready.
   * @param onDown called while it is down
   * @throws PartError if it does not come back, Error if there is no such part
   */
  restart(name: string, signal?: 'SIGTERM' | 'SIGKILL', onDown?: () => void): Promise<void>;
  /**
   * Stops a part and leaves it down until `resume`; what needs it stays up.
   * @throws Error if there is no such part
   */
  halt(name: string, signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /**
   * Starts a part that was halted. Resolves when it is ready.
   * @throws PartError if it does not come back, Error if there is no such part
   */
  resume(name: string): Promise<void>;
  /** Stops each part once all that need it have stopped, and starts no further one. A second call waits for the first. */
  stop(): Promise<void>;
  /** SIGKILL to everything, at once and without waiting: for a second Ctrl-C, and for the last moment of the process. */
  killNow(): void;
}

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const running = new Map<string, RunningPart>();
  const halting = new Set<RunningPart>();
  const watchdog = startWatchdog();
  let stopping: Promise<void> | undefined;
  const state = (part: string, value: PartState): void => options.onState?.(part, value);

  async function startOne(spec: PartSpec): Promise<void> {
    if (stopping !== undefined) throw new Error(`${spec.name} was not started: the stack is stopping`);
    state(spec.name, 'starting');
    const part = runPart(spec, options.logDirectory, (error) => options.onLogLost?.(spec.name, error));
    running.set(spec.name, part);
    if (part.pid !== undefined) watchdog.watch(part.pid);
    let ready = false;
    void part.ended.then((how) => {
      if (stopping !== undefined || halting.has(part)) return;
      if (part.pid !== undefined) watchdog.forget(part.pid);
      if (!ready) return;
      state(spec.name, 'failed');
      options.onDeath?.(part.error(how));
    });
    try {
      await part.untilReady();
    } catch (error) {
      if (stopping === undefined) state(spec.name, 'failed');
      throw error;
    }
    ready = true;
    if (stopping === undefined) state(spec.name, 'ready');
  }

  async function start(specs: readonly PartSpec[]): Promise<void> {
    const byName = new Map(specs.map((spec) => [spec.name, spec]));
    const launched = new Map<string, Promise<void>>();
    const launch = (spec: PartSpec): Promise<void> => {
      const earlier = launched.get(spec.name);
      if (earlier !== undefined) return earlier;
      const needs = (spec.needs ?? []).flatMap((name) => byName.get(name) ?? []);
      const launching = Promise.all(needs.map(launch)).then(() => startOne(spec));
      launching.catch(() => undefined);
      launched.set(spec.name, launching);
      return launching;
    };
    await Promise.all(specs.map(launch));
  }

  function find(name: string): RunningPart {
    const part = running.get(name);
    if (part !== undefined) return part;
    throw new Error(`there is no part "${name}"; there are: ${[...running.keys()].join(', ')}`);
  }

  async function halt(name: string, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const part = find(name);
    halting.add(part);
    await part.halt(signal);
    if (part.pid !== undefined) watchdog.forget(part.pid);
    halting.delete(part);
  }

  async function resume(name: string): Promise<void> {
    await startOne(find(name).spec);
  }

  async function restart(
    name: string,
    signal?: 'SIGTERM' | 'SIGKILL',
    onDown: () => void = () => undefined,
  ): Promise<void> {
    await halt(name, signal);
    onDown();
    await resume(name);
  }

  async function stopAll(): Promise<void> {
    const stopped = new Map<string, Promise<void>>();
    const stopOne = (part: RunningPart): Promise<void> => {
      const earlier = stopped.get(part.spec.name);
      if (earlier !== undefined) return earlier;
      const dependents = [...running.values()].filter(({ spec }) =>
        [...(spec.needs ?? []), ...(spec.feeds ?? [])].includes(part.spec.name),
      );
      const stop = Promise.all(dependents.map(stopOne)).then(async () => {
        state(part.spec.name, 'stopping');
        await part.stop();
        if (part.pid !== undefined) watchdog.forget(part.pid);
        running.delete(part.spec.name);
        state(part.spec.name, 'stopped');
      });
      stopped.set(part.spec.name, stop);
      return stop;
    };
    await Promise.all([...running.values()].map(stopOne));
    await watchdog.close();
  }

  return {
    start,
    restart,
    halt,
    resume,
    pids: () =>
      Object.fromEntries(
        [...running].flatMap(([name, { pid }]) => (pid === undefined ? [] : [[name, pid] as const])),
      ),
    stop: () => (stopping ??= stopAll()),
    killNow: () => {
      for (const { pid } of running.values()) if (pid !== undefined) signalGroup(pid, 'SIGKILL');
    },
  };
}
