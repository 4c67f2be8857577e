import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as eucora from '../eucora';
import * as gatewatch from '../index';

const DOCS = join(__dirname, '..', '..', 'docs');
const MODULES: Readonly<Record<string, object>> = { gatewatch, 'gatewatch/eucora': eucora };
/** Answered by a part of the preload or of the stack, and by no function that a gateway would call. */
const NO_FUNCTION = ['AG-F-03', 'AG-F-04', 'BG-F-01', 'BG-F-03', 'BG-F-05', 'BG-F-06', 'GZ-F-01'];

/** Rows of kind function in the ledgers: id and the name that the text uses. */
const demanded = readdirSync(join(DOCS, 'requirements'))
  .filter((file) => file.endsWith('.tsv') && !file.endsWith('.lines.tsv'))
  .flatMap((file) => readFileSync(join(DOCS, 'requirements', file), 'utf8').split('\n'))
  .map((line) => line.split('\t'))
  .filter(([, kind]) => kind === 'function')
  .map(([id = '', , , , demand = '']) => ({ id, name: /^`([^`(]+)/.exec(demand)?.[1] ?? '' }));

/** Rows of the guide's table: where each one is. */
const answered = readFileSync(join(DOCS, 'recording.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, id = '']) => /^[A-Z]{2}-F-\d+$/.test(id))
  .map(([, id = '', name = '', here = '']) => ({ id, name: name.replaceAll('`', ''), here }));

it('the guide says of every function that a text names where it is', () => {
  expect(demanded.length).toBeGreaterThan(25);
  const known = answered.map(({ id, name }) => ({ id, name }));
  expect([...known].sort(byId)).toEqual([...demanded].sort(byId));
  expect(answered.filter(({ here }) => here === '')).toEqual([]);
});

it.each(answered.filter(({ id }) => !NO_FUNCTION.includes(id)))('$id: there is $here', ({ here }) => {
  const [, path = '', module = ''] = /`([\w.]+)` of `([\w/]+)`/.exec(here) ?? [];
  const found = path
    .split('.')
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], MODULES[module]);
  expect(typeof found).toBe('function');
});

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
