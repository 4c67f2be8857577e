import { spawnSync } from 'node:child_process';
import { missingModules } from '../collector/components';
import { type ToolPin } from '../pins';
import { fittingRange, readVersion, versionFits } from './fit';

/** A binary that answers slower than this is not one of ours (all answer within 0.2 s). */
const PROBE_TIMEOUT_MS = 10_000;

/** What a binary is: fit with its version, or not, with the reason. */
export type Probe =
  { readonly fits: true; readonly version: string } | { readonly fits: false; readonly why: string };

/** Starts a binary to read its version, and for the collector its components. Blocks for as long as that takes. */
export function probe(pin: ToolPin, path: string): Probe {
  const run = spawnSync(path, [...pin.versionArgs], {
    encoding: 'utf8',
    timeout: PROBE_TIMEOUT_MS,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (run.error !== undefined) return { fits: false, why: `does not run: ${run.error.message}` };
  return judge(pin, `${run.stdout}\n${run.stderr}`);
}

/** Judges what a binary printed when asked for its version. Pure. */
export function judge(pin: ToolPin, output: string): Probe {
  const version = readVersion(output);
  if (version === undefined) return { fits: false, why: 'prints no version' };
  if (!versionFits(pin, version)) {
    return { fits: false, why: `is ${version}, and ${fittingRange(pin)} is needed` };
  }
  const missing = pin.generated === true ? missingModules(output) : [];
  if (missing.length > 0) return { fits: false, why: `lacks ${missing.join(', ')}` };
  return { fits: true, version };
}
