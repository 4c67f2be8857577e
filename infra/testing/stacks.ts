import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStackConfig } from '../config/file';
import { type StackModel, stackModel } from '../model/stack';

/** Stacks that this repository describes. */
export const STACKS = ['dev', 'prod'] as const;

const ROOT = join(__dirname, '..', '..');

/** The models of the stacks of this repository, for tests. */
export const MODELS: readonly (readonly [string, StackModel])[] = STACKS.map(
  (stack) => [stack, stackModel(readStackConfig(stack, ROOT))] as const,
);

/** The model of one of them. */
export function modelOf(stack: (typeof STACKS)[number]): StackModel {
  return stackModel(readStackConfig(stack, ROOT));
}

/** A folder for the files of one test. */
export interface Scratch {
  readonly path: string;
  /** Writes a file and returns its path. */
  write(name: string, text: string): string;
  remove(): void;
}

/** Makes an empty folder. */
export function scratch(): Scratch {
  const path = mkdtempSync(join(tmpdir(), 'gatewatch-infra-'));
  return {
    path,
    write: (name, text) => {
      writeFileSync(join(path, name), text);
      return join(path, name);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
