import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { cacheRoot } from './cache/cache-root';
import { type RunGroup, runGroup } from './process/run-group';
import { type Probe, probe } from './version/probe';
import { type ToolPin } from './pins';

/** All that finding and building tools takes from the outside. */
export interface ToolContext {
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the Go modules, one per tool family. */
  readonly modulesDir: string;
  /** Folder that keeps built binaries. */
  readonly cache: string;
  /** Processor cores that builds may use. */
  readonly cores: number;
  readonly probe: (pin: ToolPin, path: string) => Probe;
  readonly run: RunGroup;
}

/** The context of this process. */
export function toolContext(env: NodeJS.ProcessEnv = process.env): ToolContext {
  return {
    env,
    modulesDir: join(__dirname, 'modules'),
    cache: cacheRoot(env),
    cores: availableParallelism(),
    probe: rememberingProbe(),
    run: runGroup,
  };
}

// A suite locates the same tools again and again; a binary does not change its version while we run.
const verdicts = new Map<string, Probe>();

function rememberingProbe(): ToolContext['probe'] {
  return (pin, path) => {
    const key = `${pin.name} ${path}`;
    const verdict = verdicts.get(key) ?? probe(pin, path);
    verdicts.set(key, verdict);
    return verdict;
  };
}
