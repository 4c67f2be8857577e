import { type ToolContext } from '../context';
import { type ToolPin } from '../pins';
import { type ToolProgress } from '../progress/event';
import { explainFailure, isPackage, lastLines, ToolBuildError } from './failure';
import { buildFlags, goEnvironment } from './flags';

/** What one build needs to know besides the pin. */
export interface BuildSite {
  readonly pin: ToolPin;
  readonly context: ToolContext;
  /** Folder of the go.mod that the build uses. */
  readonly dir: string;
  /** Packages that `go` may compile at once (`-p`). */
  readonly parallel: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (progress: ToolProgress) => void;
}

/** Downloads what the package needs and no more, and resolves to the number of packages that it consists of. */
export async function downloadModules(site: BuildSite): Promise<number> {
  let modules = 0;
  let packages = 0;
  site.onProgress({ state: 'downloading', modules });
  await runStep(site, {
    step: 'downloading its modules',
    args: ['list', '-deps', '-mod=readonly', '-f', '{{.ImportPath}}', site.pin.package],
    onLine: (line, stream) => {
      if (stream === 'stdout') packages++;
      else if (line.startsWith('go: downloading ')) {
        site.onProgress({ state: 'downloading', modules: ++modules });
      }
    },
  });
  return packages;
}

/** Compiles and links the package to `output`. */
export async function compile(site: BuildSite, output: string, atMost: number): Promise<void> {
  let packages = 0;
  site.onProgress({ state: 'building', packages, atMost });
  await runStep(site, {
    step: 'go build',
    args: [
      'build',
      '-v',
      '-p',
      String(site.parallel),
      ...buildFlags(site.pin),
      '-o',
      output,
      site.pin.package,
    ],
    onLine: (line) => {
      if (isPackage(line)) site.onProgress({ state: 'building', packages: ++packages, atMost });
    },
  });
}

interface Step {
  readonly step: string;
  readonly command?: string;
  readonly args: readonly string[];
  readonly onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
}

/** Runs `go` (or another command) in the build's folder. Throws `ToolBuildError` with its last lines if it fails. */
export async function runStep(site: BuildSite, step: Step): Promise<void> {
  const { command = 'go', args } = step;
  const heard: string[] = [];
  const code = await site.context.run({
    command,
    args,
    cwd: site.dir,
    env: goEnvironment(site.context.env),
    signal: site.signal,
    onLine: (line, stream) => {
      heard.push(line);
      step.onLine?.(line, stream);
    },
  });
  if (code === 0) return;
  const shown = lastLines(heard);
  const last = shown.length > 0 ? shown : [`${command} exited with ${code} and printed nothing.`];
  const byHand = `cd ${site.dir} && CGO_ENABLED=0 ${command} ${args.map(quote).join(' ')}`;
  throw new ToolBuildError(site.pin.name, step.step, last, explainFailure(last, byHand));
}

const quote = (arg: string): string => (/^[\w./=@:-]+$/.test(arg) ? arg : `'${arg}'`);
