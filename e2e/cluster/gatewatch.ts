import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from './tool';
import { output } from './tool';

const ROOT = join(__dirname, '..', '..');

/** Known before, so that the proofs can look for what it encrypts. */
export const PASSPHRASE = 'passphrase-of-the-proofs';

/** The commands of this repository, over a copy of its stack files and a state of their own. */
export interface Gatewatch {
  /** Folder of Pulumi.yaml and the stack files. */
  readonly project: string;
  readonly env: Readonly<Record<string, string>>;
  /** `npm run up|preview|refresh|destroy -- --stack dev ...`. Throws with the output if it fails. */
  operate(...args: readonly string[]): Promise<string>;
  /** `npm run render -- --stack STACK --out DIR`. */
  render(stack: string, out: string): Promise<void>;
  /** The state with secrets as Pulumi keeps them. */
  state(): Promise<string>;
}

export function gatewatch(cluster: Cluster, scratch: string): Gatewatch {
  const project = join(scratch, 'project');
  const backend = join(scratch, 'state');
  mkdirSync(join(project, 'infra'), { recursive: true });
  mkdirSync(backend);
  for (const file of ['Pulumi.yaml', 'Pulumi.dev.yaml', 'Pulumi.prod.yaml']) {
    cpSync(join(ROOT, file), join(project, file));
  }
  const env = {
    ...cluster.env,
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
  };
  const script = (file: string, args: readonly string[]): Promise<string> =>
    output(process.execPath, ['--import', 'tsx', join(ROOT, file), ...args], env);
  return {
    project,
    env,
    operate: (operation = '', ...args) =>
      script('infra/automation/main.ts', [operation, '--stack', 'dev', '--cwd', project, ...args]),
    render: async (stack, out) => {
      await script('infra/render/main.ts', ['--stack', stack, '--out', out]);
    },
    state: () => output('pulumi', ['--cwd', project, 'stack', 'export', '--stack', 'dev'], env),
  };
}
