import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { carriesToken, tokenSource } from './token';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-token-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['Bearer s3cret', true],
  ['bearer s3cret', true],
  ['Bearer s3cre', false],
  ['Bearer s3cret2', false],
  ['Bearer ', false],
  ['Bearer', false],
  ['s3cret', false],
  ['Basic s3cret', false],
  ['Bearer  s3cret', false],
  ['', false],
  [undefined, false],
])('Authorization: %s carries the token: %s', (header, expected) => {
  expect(carriesToken(header, 's3cret')).toBe(expected);
});

test('a file is read again after 5 s, and never an older token used in place of one that cannot be read', () => {
  const file = join(folder, 'token');
  let time = 0;
  const token = tokenSource({ value: undefined, file }, () => time) as () => string;
  expect(token).toThrow(`the token file ${file} cannot be read (ENOENT)`);
  writeFileSync(file, 'first\n');
  expect(token()).toBe('first');
  writeFileSync(file, 'second\n');
  expect(token()).toBe('first');
  time += 5000;
  expect(token()).toBe('second');
  writeFileSync(file, ' \n');
  time += 5000;
  expect(token).toThrow(`the token file ${file} is empty`);
});

test('a value wins over a file; without either there is no token', () => {
  expect(tokenSource({ value: 'given', file: join(folder, 'none') })?.()).toBe('given');
  expect(tokenSource({ value: undefined, file: undefined })).toBeUndefined();
});
