import { constants } from 'node:os';
import { readArguments, type ToolsRequest, UsageExit } from './cli/arguments';
import { formatListing, listingJson } from './cli/listing';
import { ensureTools, toolListing } from './index';
import { ensurePackages } from './packages/ensure-packages';
import { showProgress } from './progress/listr';

class Interrupted extends Error {
  constructor(readonly exitCode: number) {
    super('Interrupted. What was built is kept; the same command goes on from here.');
  }
}

async function run(request: ToolsRequest, signal: AbortSignal): Promise<void> {
  if (request.packages.length > 0) {
    const installed = await ensurePackages(request.packages, {
      signal,
      onStep: (line) => process.stderr.write(`${line}\n`),
    });
    const result = installed.length === 0 ? 'all there' : `installed ${installed.join(', ')}`;
    process.stderr.write(`Debian packages: ${result}\n`);
  }
  if (!request.list) {
    await showProgress(request.names, (onEvent) => ensureTools(request.names, { signal, onEvent }), {
      live: isTerminal(),
    });
  }
  const listing = toolListing(request.names);
  process.stdout.write(request.json ? listingJson(listing) : formatListing(listing));
}

/** Narrower than this (or of unknown width, 0) lines would be broken into single letters. */
const MIN_COLUMNS = 40;

function isTerminal(): boolean {
  const { isTTY, columns } = process.stderr;
  return isTTY === true && columns >= MIN_COLUMNS && process.env['CI'] === undefined;
}

async function main(): Promise<number> {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      // The second time somebody does not want to wait: what runs is killed on exit.
      if (controller.signal.aborted) process.exit(128 + constants.signals[name]);
      controller.abort(new Interrupted(128 + constants.signals[name]));
    });
  }
  try {
    const request = readArguments(process.argv.slice(2), {
      out: (text) => process.stdout.write(text),
      err: (text) => process.stderr.write(text),
    });
    await run(request, controller.signal);
    return 0;
  } catch (error) {
    if (error instanceof UsageExit) return error.exitCode;
    const { message } = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(`\n${message}\n`);
    return error instanceof Interrupted ? error.exitCode : 1;
  }
}

// Should the event loop ever run dry before the end, that is no success.
process.exitCode = 1;
void main().then((code) => {
  process.exitCode = code;
});
