import { readdirSync } from 'node:fs';

/** Names of the stacks that have a file, `Pulumi.<name>.yaml`, in a folder. */
export function stackNames(root: string): string[] {
  return readdirSync(root)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}
