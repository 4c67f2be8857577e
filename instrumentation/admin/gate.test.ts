import { type Asked, createGate, type GateOptions } from './gate';

const asked = (change: Partial<Asked> = {}): Asked => ({
  access: 'guarded',
  isWrite: false,
  headers: {},
  ...change,
});
const withToken = (token: string) => asked({ headers: { authorization: `Bearer ${token}` } });
const gateOf = (options: Partial<GateOptions> = {}) =>
  createGate({ token: () => 's3cret', isLocal: true, ...options });

test('an open path asks for nothing, wherever the port listens and however often', () => {
  const gate = gateOf({ isLocal: false, token: undefined });
  for (let n = 0; n < 100; n++) expect(gate(asked({ access: 'open' }))).toBeUndefined();
});

test('a guarded path asks for the token, on a loopback address too', () => {
  for (const isLocal of [true, false]) {
    const gate = gateOf({ isLocal });
    expect(gate(withToken('s3cret'))).toBeUndefined();
    expect(gate(withToken('wrong'))?.status).toBe(401);
    expect(gate(asked())).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
  }
});

test('without a token, a guarded path is for this machine alone', () => {
  expect(gateOf({ token: undefined })(asked())).toBeUndefined();
  const refused = gateOf({ token: undefined, isLocal: false })(withToken('any'));
  expect(refused?.status).toBe(403);
  expect(refused?.body).toContain('GATEWATCH_ADMIN_TOKEN_FILE');
});

test('a page in a browser can change nothing', () => {
  const headers = { authorization: 'Bearer s3cret', origin: 'https://elsewhere.example' };
  expect(gateOf()(asked({ isWrite: true, headers }))?.status).toBe(403);
  expect(gateOf({ token: undefined })(asked({ isWrite: true, headers }))?.status).toBe(403);
});

test('a token that cannot be read lets nobody in', () => {
  const gate = gateOf({
    token: () => {
      throw new Error('the token file /run/token is empty');
    },
  });
  expect(gate(withToken(''))).toMatchObject({ status: 503 });
});

test('requests are limited, and wrong tokens more so, without locking out who has the right one', () => {
  let time = 0;
  const gate = gateOf({ now: () => time });
  const statuses = (request: Asked, count: number) =>
    Array.from({ length: count }, () => gate(request)?.status ?? 200);
  expect(statuses(withToken('wrong'), 12)).toEqual([...Array<number>(10).fill(401), 429, 429]);
  expect(statuses(withToken('s3cret'), 21)).toEqual([...Array<number>(20).fill(200), 429]);
  time += 1000;
  expect(statuses(withToken('wrong'), 2)).toEqual([401, 429]);
  expect(statuses(withToken('s3cret'), 11)).toEqual([...Array<number>(10).fill(200), 429]);
});
