import type { HealthStatus } from '../../../health/reporter';
import { Ledger } from '../../ledger';
import { fakeClock, fakeTransport, silentRecorder } from '../../testing/fakes';
import { type Disk, systemDisk } from '../disk';
import { Estate } from '../estate';
import type { Owner } from '../owner';
import { Spill } from '../spill';
import { SpillState } from '../spill-state';

export interface UnderTest {
  readonly root: string;
  readonly pid?: number;
  readonly host?: string;
  /** Pids of processes that run. */
  readonly running?: readonly number[];
  readonly maxBytes?: number;
  readonly disk?: Partial<Disk>;
  readonly held?: () => boolean;
}

/** What the disk was asked for and has not done yet. */
const underway = new Set<Promise<unknown>>();

/** Resolves when the disk has nothing left to do: what was asked for before the end comes after it, and makes folders anew. */
export async function diskIdle(): Promise<void> {
  while (underway.size > 0) await Promise.allSettled(underway);
}

function watched(disk: Disk): Disk {
  const watch = <A extends readonly unknown[], R>(run: (...args: A) => Promise<R>) => {
    return (...args: A): Promise<R> => {
      const done = run(...args);
      underway.add(done);
      const over = (): boolean => underway.delete(done);
      void done.then(over, over);
      return done;
    };
  };
  const { prepare, write, read, remove } = disk;
  return { ...disk, prepare: watch(prepare), write: watch(write), read: watch(read), remove: watch(remove) };
}

/** The spill of a process of the test's choice, on a real disk, before a collector that the test drives. */
export function spillUnderTest(options: UnderTest) {
  const { root, pid = 1, host = '00000000', running = [] } = options;
  const clock = fakeClock();
  const transport = fakeTransport<Uint8Array>();
  const ledger = new Ledger('traces', { capacity: 1, capacityBytes: 1 }, silentRecorder());
  const lines: string[] = [];
  const health: HealthStatus[] = [];
  const log = { info: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
  const state = new SpillState('traces', root, { report: (_, status) => health.push(status) }, log);
  const isRunning = (owner: Owner): boolean => running.includes(owner.pid);
  const estate = new Estate(root, { host, pid, start: '1' }, isRunning);
  const spill = new Spill({
    maxBytes: options.maxBytes ?? 1_000_000,
    disk: watched({ ...systemDisk, ...options.disk }),
    estate,
    state,
    transport,
    ledger,
    clock,
    random: () => 0.5,
    held: options.held ?? (() => false),
  });
  /** A batch whose items have ended. */
  const put = (text: string, items = 1): void => {
    for (let n = 0; n < items; n += 1) ledger.end();
    spill.put({ items, body: Buffer.from(text) });
  };
  return { spill, put, ledger, transport, clock, lines, health, estate };
}
