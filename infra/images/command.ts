import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { readStackConfig } from '../config/file';
import { StackConfigError } from '../config/problem';
import { stackNames } from '../config/stacks';
import { parseReference } from './reference';
import { resolveDigest } from './registry';
import { withImages } from './stack-file';
import { stackImages } from './stack-images';

/** What the command needs from outside. */
export interface ImagesContext {
  /** Folder that holds the stack files. */
  readonly root: string;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

const EXIT_UNRESOLVED = 1;
const EXIT_USAGE = 2;

/**
 * `npm run images -- --stack NAME [--write]`: asks the registries which digest each image of a stack has.
 * @returns the exit code: 0, 1 if a digest is not to be had, 2 if the command line or the configuration will not do
 */
export async function images(args: readonly string[], context: ImagesContext): Promise<number> {
  try {
    const { stack, write = false } = parse(args, context);
    const found = await Promise.all(
      stackImages(readStackConfig(stack, context.root)).map(async ({ path, image }) => {
        const resolved = await resolveDigest(parseReference(image));
        const name = image.replace(/@sha256:.*/, '');
        const line = `${path.join('.')}  ${name}`;
        return 'digest' in resolved
          ? { pinned: [{ path, image: `${name}@${resolved.digest}` }], line: `${line}@${resolved.digest}` }
          : { pinned: [], line: `${line}  no digest: ${resolved.reason}` };
      }),
    );
    context.out(found.map(({ line }) => `${line}\n`).join(''));
    const pinned = found.flatMap((one) => one.pinned);
    if (write && pinned.length > 0) {
      const file = join(context.root, `Pulumi.${stack}.yaml`);
      writeFileSync(file, withImages(readFileSync(file, 'utf8'), pinned));
      context.out(`${pinned.length} of ${found.length} images written to Pulumi.${stack}.yaml\n`);
    }
    return pinned.length === found.length ? 0 : EXIT_UNRESOLVED;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    if (!(error instanceof StackConfigError)) throw error;
    context.error(`${error.message}\n`);
    return EXIT_USAGE;
  }
}

function parse(args: readonly string[], context: ImagesContext): { stack: string; write?: true } {
  const command: Command = new Command('images')
    .description('Asks the registries which digest each image of a stack has.')
    .addOption(
      new Option('--stack <name>', 'stack, as in Pulumi.<name>.yaml').choices(stackNames(context.root)),
    )
    .option('--write', 'write the digests into the stack file')
    .allowExcessArguments(false)
    .showHelpAfterError()
    .configureOutput({ writeOut: context.out, writeErr: context.error })
    .exitOverride()
    .parse(args, { from: 'user' });
  const { stack, write } = command.opts<{ stack?: string; write?: true }>();
  if (stack === undefined) command.error('error: --stack <name> is missing');
  return { stack, ...(write === undefined ? {} : { write }) };
}
