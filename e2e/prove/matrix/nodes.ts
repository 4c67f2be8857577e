import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A Node.js to run gateways with, or the reason why there is none. */
export type NodeBinary =
  { readonly line: string; readonly path: string } | { readonly line: string; readonly missing: string };

/** Lines of Node.js beside the one that runs this. */
const OTHER_LINES = ['22', '24'];
/** Far above what a download takes; without a network npm gives up by itself. */
const INSTALL_TIMEOUT_MS = 90_000;

/** The Node.js that runs this, and those that npm has as plain packages; these stay in `folder` for the next time. */
export async function nodeBinaries(folder: string): Promise<NodeBinary[]> {
  const own = { line: process.versions.node.split('.')[0] as string, path: process.execPath };
  const others = OTHER_LINES.filter((line) => line !== own.line);
  const pathOf = (line: string) => join(folder, 'node_modules', `node${line}`, 'bin', 'node');
  let missing = 'npm has put no binary there';
  if (!others.every((line) => existsSync(pathOf(line)))) {
    await mkdir(folder, { recursive: true });
    const packages = others.map((line) => `node${line}@npm:node-${process.platform}-${process.arch}@${line}`);
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--prefix', folder];
    await run('npm', [...args, ...packages], { cwd: folder, timeout: INSTALL_TIMEOUT_MS }).catch(
      (error: Error) => (missing = `npm could not install it: ${error.message.split('\n')[0]}`),
    );
  }
  return [
    own,
    ...others.map((line) => (existsSync(pathOf(line)) ? { line, path: pathOf(line) } : { line, missing })),
  ];
}
