import { setTimeout as sleep } from 'node:timers/promises';
import { program } from './program';
import { type GroupRun, type RunGroup } from '../process/run-group';

/** How the fake behaves for a package. */
export interface FakeBuild {
  readonly version?: string;
  /** Lines on standard error of a build that fails. */
  readonly fails?: readonly string[];
}

/** A stand-in for `go`: answers `go env`, lists two packages, and `go build` writes a script that prints a version. */
export class FakeGo {
  readonly calls: GroupRun[] = [];
  running = 0;
  mostRunning = 0;

  constructor(
    private readonly goVersion: string,
    private readonly builds: Readonly<Record<string, FakeBuild>>,
  ) {}

  readonly run: RunGroup = async (run) => {
    this.calls.push(run);
    const [verb] = run.args;
    if (verb === 'env') {
      run.onLine?.(`go${this.goVersion}`, 'stdout');
      return 0;
    }
    if (verb === 'list') {
      run.onLine?.('go: downloading example.org/module v1.0.0', 'stderr');
      run.onLine?.('fmt', 'stdout');
      run.onLine?.('example.org/module', 'stdout');
      return 0;
    }
    return this.build(run);
  };

  private async build(run: GroupRun): Promise<number> {
    this.mostRunning = Math.max(this.mostRunning, ++this.running);
    // Long enough a turn of the event loop that builds which may overlap do.
    await sleep(5, undefined, run.signal === undefined ? {} : { signal: run.signal });
    this.running--;
    const name = run.args.at(-1) ?? '';
    const { version = '1.0.0', fails } = this.builds[name] ?? {};
    fails?.forEach((line) => run.onLine?.(line, 'stderr'));
    if (fails !== undefined) return 1;
    run.onLine?.('fmt', 'stderr');
    program(run.args[run.args.indexOf('-o') + 1] ?? '', `echo "${name}, version ${version}"`);
    return 0;
  }
}
