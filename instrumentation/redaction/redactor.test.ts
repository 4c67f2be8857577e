import { createRedactor } from './redactor';

const on = { enabled: true, names: [], keep: [], values: [] };
const redactor = createRedactor(on);

describe('names', () => {
  it.each([
    ...['authorization', 'Proxy-Authorization', 'Cookie', 'set-cookie', 'X-Api-Key', 'apiKey', 'api_key'],
    ...['password', 'db.user.password', 'userPassword', 'refresh_token', 'csrf-token', 'client_secret'],
    ...['X-Amz-Signature', 'AWSAccessKeyId', 'http.request.header.authorization', 'credentials.user'],
    ...['user.email', 'card_number', 'X-Forwarded-For', 'client.address', 'headers[cookie]'],
  ])('%s is hidden', (name) => {
    expect(redactor.hides(name)).toBe(true);
  });

  it.each([
    ...['http.route', 'order.id', 'code', 'state', 'error.code', 'tokens', 'gen_ai.usage.input_tokens'],
    ...['http.response.status_code', 'server.address', 'author', 'passenger', 'cookies_accepted', ''],
  ])('%s is not', (name) => {
    expect(redactor.hides(name)).toBe(false);
  });

  it('are added to and taken away by the configuration', () => {
    const own = createRedactor({ ...on, names: ['x-tenant-*', 'Badge'], keep: ['session', 'csrf_token'] });
    expect(['X-Tenant-Pin', 'badge', 'user.badge'].map(own.hides)).toEqual([true, true, true]);
    expect(['session', 'csrfToken', 'access_token'].map(own.hides)).toEqual([false, false, true]);
  });
});

describe('text', () => {
  it.each([
    ['login with password=hunter2 failed', 'login with password=REDACTED failed'],
    ['{"apiKey": "k 1", "id": 7}', '{"apiKey": "REDACTED", "id": 7}'],
    ['"{\\"token\\":\\"abc\\",\\"id\\":1}"', '"{\\"token\\":\\"REDACTED\\",\\"id\\":1}"'],
    ['Cookie: a=b; c=d\nHost: h', 'Cookie: REDACTED\nHost: h'],
    ['GET /cb?code=abc&state=d%20e&page=2', 'GET /cb?code=REDACTED&state=REDACTED&page=2'],
    ['/cb?pa%73sword=x', '/cb?pa%73sword=REDACTED'],
    ['error code=42, state=open', 'error code=42, state=open'],
    ['http://me:pw@host/x', 'http://REDACTED@host/x'],
    ['sent Bearer abc.def-123 to it', 'sent REDACTED to it'],
    ['Basic dXNlcjpwdw==', 'REDACTED'],
    ['jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln!', 'jwt REDACTED!'],
    ['key sk_live_0123456789abcdefgh here', 'key REDACTED here'],
    ['AKIAIOSFODNN7EXAMPLE', 'REDACTED'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----', 'REDACTED RSA PRIVATE KEY-----'],
    ['mail ann.lee+x@mail.example.com now', 'mail REDACTED now'],
    ['/users/ann%40example.com/orders', '/users/REDACTED/orders'],
    ['paid with 4111 1111 1111 1111.', 'paid with REDACTED.'],
    ['paid with 5500-0000-0000-0004', 'paid with REDACTED'],
  ])('%j becomes %j', (before, after) => {
    expect(redactor.text(before)).toBe(after);
  });

  it.each([
    ...['at lib (node_modules/pkg@1.2.3/x.js:10:7)', 'upstream 10.0.0.7:8080 refused', 'user@localhost'],
    ...['1700000000123', '1700000000123000000', '4111111111111112', 'trace 4bf92f3577b34da6a3ce929d0e0e4736'],
    ...['2026-11-21 20:40:00 2026', '/orders/42?page=2&sort=asc', 'http://host:8080/a', '@scope/name', ''],
  ])('%j stays', (text) => {
    expect(redactor.text(text)).toBe(text);
  });

  it('hides words that the configuration names, as wholes', () => {
    const own = createRedactor({ ...on, values: ['ACME-*-X', 'lit.ral'] });
    expect(own.text('a ACME-12-X, "lit.ral" literal ACME-12')).toBe('a REDACTED, "REDACTED" literal ACME-12');
  });

  it('hides once what two rules find', () => {
    expect(redactor.text('token=ann@example.com')).toBe('token=REDACTED');
  });
});

it('redacts attributes by name and by what they hold, and returns the very map if there is nothing to hide', () => {
  const harmless = { 'http.route': '/a', n: 1, list: ['a'] };
  expect(redactor.attributes(harmless)).toBe(harmless);
  const before = {
    pin: 1,
    cvv: 123,
    to: ['a', 'ann@example.com'],
    'url.query': 'code=a&x=1',
    nothing: undefined,
  };
  expect(redactor.attributes(before)).toEqual({
    pin: 1,
    cvv: 'REDACTED',
    to: ['a', 'REDACTED'],
    'url.query': 'code=REDACTED&x=1',
    nothing: undefined,
  });
  expect(before.cvv).toBe(123);
});

it('hides nothing when it is off', () => {
  const off = createRedactor({ ...on, enabled: false });
  expect([off.text('password=x'), off.hides('password'), off.query('token=a')]).toEqual([
    'password=x',
    false,
    'token=a',
  ]);
});

describe('time is linear in the input', () => {
  // Input that sends a backtracking or re-scanning matcher into quadratic time or worse.
  const units = [
    'a',
    '@',
    'a@',
    'a@a.',
    '=',
    'a=',
    'token=',
    '"',
    '\\"',
    ' ',
    '0',
    '4 ',
    'eyJ',
    'eyJ-',
    'eyJa.',
  ];
  const more = [
    '://',
    '://a@',
    'Bearer ',
    '-----BEGIN ',
    '-----BEGIN PRIVATE KEY-----',
    '%40',
    '%',
    '?',
    'password="',
  ];
  const own = createRedactor({ ...on, names: ['*a*a*b'], values: ['*a*a*a*b', 'x*'] });

  it.each([...units, ...more])('for many of %j', (unit) => {
    const text = unit.repeat(Math.ceil(200_000 / unit.length));
    const before = performance.now();
    own.text(text);
    own.query(text);
    own.hides(text);
    // Linear time is some 50 ms, quadratic time minutes.
    expect(performance.now() - before).toBeLessThan(2000);
  });
});
