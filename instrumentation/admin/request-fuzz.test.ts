import type { AdminHandler, AdminRoutes } from './routes';
import { loadConfig } from '../config/load';
import { presets } from '../presets';
import { longestRun, PATIENCE_MS } from '../testing/longest';
import { seededPicks } from '../testing/random';
import { createGate } from './gate';
import { ownServerClaims } from './own-server';
import { json } from './response';
import { match } from './routes';

const pick = seededPicks(13);
const TOKEN = 's3cret';
const handler: AdminHandler = () => json(200, {});
const routes: AdminRoutes = {
  '/health': { access: 'open', methods: { GET: handler } },
  '/sampling': { access: 'guarded', methods: { GET: handler, PUT: handler } },
  '/alerts/**': { access: 'guarded', methods: { GET: handler, POST: handler } },
};
const METHODS = [
  'GET',
  'HEAD',
  'PUT',
  'POST',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'get',
  '',
  'CONNECT',
  '__proto__',
  undefined,
] as const;
const PATHS = [
  '/',
  'health',
  '/health',
  'sampling',
  'alerts',
  '..',
  '.',
  '%',
  '%2f',
  '%2e%2e',
  '%E0%A4%A',
  '?',
  '?a=b',
  '&',
  '=',
  '#',
  '*',
  '**',
  '\u0000',
  '\u00e9',
  '\\',
  '__proto__',
  'constructor',
  'api/v1',
  '/api/v1/alerts/',
  'acknowledge',
  'http://x',
  ' ',
  '{fingerprint}',
] as const;
const AUTHORIZATIONS = [
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'bearer x',
  `Basic ${TOKEN}`,
  `Bearer  ${TOKEN}`,
  TOKEN,
  `Bearer ${TOKEN}x`,
  'Bearer \u0000',
] as const;

const target = () => Array.from({ length: pick.below(7) }, () => pick.of(PATHS)).join('');

test('a request is for a known path with a method of its own, or it is refused', () => {
  const statuses = new Set<number>();
  for (let round = 0; round < 20_000; round++) {
    const matched = match(routes, pick.of(METHODS), pick.of([undefined, target()]));
    if ('status' in matched) statuses.add(matched.status);
    else expect(Object.values(routes)).toContain(matched.route);
  }
  expect([...statuses].sort()).toEqual([404, 405]);
});

test('nothing but the token opens what is guarded', () => {
  let time = 0;
  const gate = createGate({ token: () => TOKEN, isLocal: true, now: () => (time += 2000) });
  const headersOf = (authorization: string | undefined) =>
    authorization === undefined ? {} : { authorization };
  for (let round = 0; round < 2000; round++) {
    const asked = { access: 'guarded', isWrite: pick.below(2) === 0 } as const;
    expect(gate({ ...asked, headers: headersOf(pick.of(AUTHORIZATIONS)) })?.status).toBe(401);
    expect(gate({ ...asked, headers: headersOf(`Bearer ${TOKEN}`) })).toBeUndefined();
  }
});

describe.each(Object.keys(presets))('on the servers of a gateway under %s', (preset) => {
  const { config } = loadConfig({
    GATEWATCH_PRESET: preset,
    GATEWATCH_ADMIN_PATH_PREFIX: '/_gatewatch',
    GATEWATCH_DEBUG_ENDPOINTS: 'true',
  });
  const claims = ownServerClaims(config, () => ({ endpoint: () => undefined, admin: () => undefined }));

  test('only what the preset and the prefix name is answered', () => {
    for (let round = 0; round < 5000; round++) {
      const url = target();
      const claim = claims?.find(pick.of(METHODS), url);
      if (claim === undefined) continue;
      const path = url.replace(/\?.*/s, '');
      const named = (config.preset.endpoints ?? []).some((endpoint) =>
        new RegExp(`^${endpoint.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
      );
      expect([path, named || path.startsWith('/_gatewatch')]).toEqual([path, true]);
    }
    expect(claims?.find('GET', '/_gatewatch/health')).toBeDefined();
    for (const { method, path } of config.preset.endpoints ?? []) {
      expect(claims?.find(method, path.replaceAll(/\{\w+\}/g, 'abc123'))).toBeDefined();
    }
  });

  test('a long target is looked up in a time that is in proportion', () => {
    expect(longestRun((url) => void claims?.find('GET', url))).toBeLessThan(PATIENCE_MS);
    expect(longestRun((url) => void claims?.find('POST', `/api/v1/alerts/${url}/acknowledge`))).toBeLessThan(
      PATIENCE_MS,
    );
    expect(longestRun((url) => void match(routes, 'GET', url))).toBeLessThan(PATIENCE_MS);
  });
});

test('a long authorization is compared in a time that is in proportion', () => {
  const gate = createGate({ token: () => TOKEN, isLocal: true });
  const run = (authorization: string) =>
    void gate({ access: 'guarded', isWrite: false, headers: { authorization } });
  expect(longestRun(run)).toBeLessThan(PATIENCE_MS);
});
