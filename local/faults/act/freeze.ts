import { setTimeout as delay } from 'node:timers/promises';
import { signalGroup } from '../../supervisor/process-group';
import type { Cure, Rig } from '../fault';
import { repeat } from './repeat';

/** Stops the process of a part where it stands, as a machine without a free CPU does; the cure lets it go on. */
export function freeze({ stack }: Rig, part: string): Cure {
  const pid = pidOf(stack.pids, part);
  signalGroup(pid, 'SIGSTOP');
  return () => {
    signalGroup(pid, 'SIGCONT');
    return Promise.resolve();
  };
}

/** The process of a part gets no CPU for so long, again and again. */
export function stutter(rig: Rig, part: string, frozenMs: number, runsMs: number): Cure {
  return repeat(rig, runsMs, async () => {
    const thaw = freeze(rig, part);
    try {
      await delay(frozenMs);
    } finally {
      await thaw();
    }
  });
}

function pidOf(pids: Readonly<Record<string, number>>, part: string): number {
  const pid = pids[part];
  if (pid === undefined)
    throw new Error(`no part "${part}" runs; there are: ${Object.keys(pids).join(', ')}`);
  return pid;
}
