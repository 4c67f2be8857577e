import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheRoot } from './cache-root';

test('GATEWATCH_CACHE comes first and may be relative', () => {
  expect(cacheRoot({ GATEWATCH_CACHE: '/a/b', XDG_CACHE_HOME: '/x' })).toBe('/a/b');
  expect(cacheRoot({ GATEWATCH_CACHE: 'here' })).toBe(join(process.cwd(), 'here'));
});

test('then the XDG cache home, if it is absolute as its specification wants', () => {
  expect(cacheRoot({ GATEWATCH_CACHE: '', XDG_CACHE_HOME: '/x' })).toBe('/x/gatewatch');
  expect(cacheRoot({ XDG_CACHE_HOME: 'x' })).toBe(join(homedir(), '.cache', 'gatewatch'));
  expect(cacheRoot({})).toBe(join(homedir(), '.cache', 'gatewatch'));
});
