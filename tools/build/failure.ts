/** How many of a tool's last lines a failure shows. */
const SHOWN_LINES = 15;

/** A tool that could not be built: its name, the last lines of what failed, and what to do. */
export class ToolBuildError extends Error {
  override readonly name = 'ToolBuildError';

  constructor(
    readonly tool: string,
    readonly step: string,
    readonly lastLines: readonly string[],
    readonly advice: string,
  ) {
    super(
      [`${tool}: ${step} failed.`, ...lastLines.map((line) => `  | ${line}`), `What to do: ${advice}`].join(
        '\n',
      ),
    );
  }
}

/** Keeps the last lines that say something: not the progress lines of `go`. */
export function lastLines(lines: readonly string[]): string[] {
  return lines.filter((line) => line.trim() !== '' && !isProgress(line)).slice(-SHOWN_LINES);
}

/** Whether `go` prints this line on its way: a download, or with `-v` the package that it compiles. */
export function isProgress(line: string): boolean {
  return line.startsWith('go: downloading ') || isPackage(line);
}

/** Whether a line is a package path alone, as `go build -v` prints it. */
export function isPackage(line: string): boolean {
  return /^[\w.~/-]+$/.test(line);
}

interface Cause {
  readonly pattern: RegExp;
  readonly advice: string;
}

// The first that matches wins: a full disk also shows as a failed download or a failed link.
const CAUSES: readonly Cause[] = [
  {
    pattern: /no space left on device|ENOSPC|disk quota exceeded|EDQUOT/i,
    advice:
      'free disk space (building all tools from nothing takes about 11 GB in the folders that `go env GOCACHE GOMODCACHE` prints and 0.6 GB in the Gatewatch cache; GATEWATCH_CACHE, GOCACHE, GOMODCACHE and TMPDIR may point to another disk), then run the command again: it goes on where it stopped.',
  },
  {
    pattern: /permission denied|EACCES|EPERM|EROFS|ENOTDIR|read-only file system/i,
    advice:
      'see to it that this is a folder which this user may write to, or point GATEWATCH_CACHE, GOCACHE or GOMODCACHE to one that is.',
  },
  {
    pattern: /checksum mismatch|SECURITY ERROR/,
    advice:
      'what was downloaded is not what go.sum pins. Clear it with `go clean -modcache` and run again; if it stays, do not use that module proxy.',
  },
  {
    pattern: /requires go >= |is too old for|note: module requires Go/i,
    advice: 'install the Go version that the lines name, or a newer one (https://go.dev/dl).',
  },
  {
    pattern: /does not match go tool version/,
    advice: 'two Go installations are mixed: unset GOROOT, or put one `go` only on PATH.',
  },
  {
    pattern: /missing go\.sum entry|updates to go\.mod needed|inconsistent vendoring/,
    advice:
      'go.mod or go.sum of this tool is not as committed: restore tools/modules with git and run again.',
  },
  {
    pattern: /\b(403|404|410) (Forbidden|Not Found|Gone)|not available|unrecognized import path/i,
    advice:
      'the module proxy does not serve this module. Check `go env GOPROXY`, or put a fitting binary on PATH or in the folder that GATEWATCH_TOOLS_DIR names.',
  },
  {
    pattern: /dial tcp|no such host|i\/o timeout|TLS handshake|connection (refused|reset)|EOF$|proxyconnect/i,
    advice:
      'the module proxy could not be reached. Check the network and `go env GOPROXY`, then run again: what was downloaded is kept.',
  },
  {
    pattern: /signal: killed|cannot allocate memory|out of memory/,
    advice:
      'the machine ran out of memory (two builds at once need up to 5 GB): close something, or build one tool at a time with `npm run tools -- NAME`.',
  },
];

/** What to do about a failure, from what was printed. `byHand` is the command for the causes that nobody foresaw. */
export function explainFailure(lines: readonly string[], byHand: string): string {
  const text = lines.join('\n');
  const cause = CAUSES.find(({ pattern }) => pattern.test(text));
  return cause?.advice ?? `see the lines above; to try it by hand: ${byHand}`;
}
