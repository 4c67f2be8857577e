import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CustomResourceDefinition } from './definition';

/** Made by `npm run crds` from the pinned operator; not under version control. */
const FILE = join(__dirname, '..', 'generated', 'operator-crds.json');

/** The definitions have not been made yet. */
export class NoDefinitionsError extends Error {
  constructor() {
    super(
      'The custom resource definitions of the Prometheus operator have not been made: run `npm run crds` ' +
        '(builds the pinned operator, once), or set gatewatch:operator.crds to present if the cluster has them.',
    );
    this.name = 'NoDefinitionsError';
  }
}

/** @throws NoDefinitionsError if they have not been made */
export function readDefinitions(file = FILE): CustomResourceDefinition[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as CustomResourceDefinition[];
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new NoDefinitionsError() : error;
  }
}

/** Writes them where {@link readDefinitions} finds them; nobody sees half of a file. */
export function writeDefinitions(definitions: readonly CustomResourceDefinition[], file = FILE): string {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(definitions)}\n`);
  renameSync(draft, file);
  return file;
}
