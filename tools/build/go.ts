import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ToolContext } from '../context';
import { type ToolPin } from '../pins';
import { goEnvironment } from './flags';

/** The Go version that a module asks for, e.g. `1.26.5`. Throws if its go.mod names none. */
export function neededGo(module: string, modulesDir: string): string {
  const path = join(modulesDir, module, 'go.mod');
  const version = /^go (\d+\.\d+(?:\.\d+)?)$/m.exec(readFileSync(path, 'utf8'))?.[1];
  if (version === undefined) throw new Error(`${path} has no line "go <version>": restore the file.`);
  return version;
}

/** The version of the installed Go, e.g. `1.26.8`; undefined if there is none. */
export async function installedGo(context: ToolContext): Promise<string | undefined> {
  let version: string | undefined;
  try {
    await context.run({
      command: 'go',
      args: ['env', 'GOVERSION'],
      cwd: context.modulesDir,
      env: goEnvironment(context.env),
      onLine: (line) => {
        version ??= /^go(\d+\.\d+(?:\.\d+)?)/.exec(line)?.[1];
      },
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return version;
}

/** What keeps the installed Go from building these tools, in one message; undefined if nothing does. */
export function goProblem(
  pins: readonly ToolPin[],
  modulesDir: string,
  installed: string | undefined,
): string | undefined {
  const blocked = pins
    .map((pin) => ({ pin, needs: neededGo(pin.module, modulesDir) }))
    .filter(({ needs }) => installed === undefined || compareVersions(installed, needs) < 0);
  if (blocked.length === 0) return undefined;
  const found = installed === undefined ? 'Go is not on PATH' : `Go ${installed} on PATH is too old`;
  const needs = blocked.map((b) => `${b.pin.name} ${b.pin.version} needs Go >= ${b.needs}`);
  const newest = blocked
    .map((b) => b.needs)
    .sort(compareVersions)
    .at(-1);
  return `${found}, and these have to be built with it: ${needs.join('; ')}. Install Go ${newest} or newer (https://go.dev/dl), or put fitting binaries on PATH or in the folder that GATEWATCH_TOOLS_DIR names.`;
}

/** Orders dotted versions by their numbers; a missing number counts as 0. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (const i of [0, 1, 2]) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
