import { runCommand } from './command';
import type { Phase } from './phase';

/** A phase that is one command: passed if it exits 0. */
export function commandPhase(name: string, root: string, command: readonly [string, ...string[]]): Phase {
  const [program, ...args] = command;
  return {
    name,
    run: async (signal) => {
      const exit = await runCommand(program, args, { cwd: root, signal });
      return exit === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}
