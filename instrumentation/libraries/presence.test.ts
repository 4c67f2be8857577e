import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presence } from './presence';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gatewatch-presence-'));
  for (const folder of [
    'app/node_modules/pg',
    'app/src',
    'node_modules/@grpc/grpc-js',
    'work/node_modules/knex',
  ]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  writeFileSync(join(root, 'app/src/main.js'), '');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const found = (script: string | undefined, cwd: string) =>
  ['pg', '@grpc/grpc-js', 'knex', 'ioredis'].filter(presence(script, cwd));

it('looks above the script and above the working folder', () => {
  expect(found(join(root, 'app/src/main.js'), join(root, 'work'))).toEqual(['pg', '@grpc/grpc-js', 'knex']);
  expect(found(undefined, join(root, 'work'))).toEqual(['@grpc/grpc-js', 'knex']);
});

it('follows the link that a script was started by', () => {
  mkdirSync(join(root, 'bin'));
  symlinkSync(join(root, 'app/src/main.js'), join(root, 'bin/gateway'));
  expect(found(join(root, 'bin/gateway'), join(root, 'bin'))).toEqual(['pg', '@grpc/grpc-js']);
});

it('takes a script that does not exist for nothing worse than its path', () => {
  expect(found(join(root, 'app/[eval]'), join(root, 'work'))).toContain('pg');
});
