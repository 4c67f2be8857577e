import { parsePolicy } from './parse-policy';
import { DEFAULT_POLICY } from './policy';

it('takes a whole policy, and reads back what it gives', () => {
  const policy = {
    ratio: 0.1,
    rules: [
      { route: '/health/**', ratio: 0 },
      { route: '/orders/:id', method: 'POST', tenant: 'acme', ratio: 1 },
    ],
    tenantHeader: 'X-Tenant',
    keep: { errors: false, slowMs: 750, perSecond: 5 },
    targetSpansPerSecond: 100,
  };
  const parsed = parsePolicy(policy, DEFAULT_POLICY);
  expect(parsed).toEqual({ ok: true, policy: { ...policy, tenantHeader: 'x-tenant' } });
});

it('keeps what the input leaves out', () => {
  const base = { ...DEFAULT_POLICY, ratio: 0.3, keep: { errors: true, slowMs: 10, perSecond: 7 } };
  expect(parsePolicy({}, base)).toEqual({ ok: true, policy: base });
  expect(parsePolicy({ keep: { slowMs: null } }, base)).toEqual({
    ok: true,
    policy: { ...base, keep: { errors: true, slowMs: null, perSecond: 7 } },
  });
});

it('names everything that is wrong at once', () => {
  const input = {
    ratio: 2,
    ratoi: 1,
    rules: [{ route: 'orders', method: 'get', tenant: '' }, 7, { ratio: '1', path: '/x' }],
    tenantHeader: 'a b',
    keep: { errors: 1, slowMs: -1, perSecond: null },
    targetSpansPerSecond: 'many',
  };
  expect(parsePolicy(input, DEFAULT_POLICY)).toEqual({
    ok: false,
    problems: [
      'ratoi is not a field of the policy; did you mean ratio?',
      'ratio is 2; it must be a number from 0 to 1',
      'rules[0].ratio is missing; it must be a number from 0 to 1',
      'rules[0].route is "orders"; it must be a path that begins with /, of at most 256 characters',
      'rules[0].method is "get"; it must be an HTTP method in upper case, of at most 256 characters',
      'rules[0].tenant is ""; it must be a text that is not empty, of at most 256 characters',
      'rules[1] is 7; it must be an object, e.g. {"route": "/orders/:id", "ratio": 0.5}',
      'rules[2].path is not a field of the policy; did you mean ratio?',
      'rules[2].ratio is "1"; it must be a number from 0 to 1',
      'tenantHeader is "a b"; it must be the name of an HTTP header',
      'keep.errors is 1; it must be true or false',
      'keep.slowMs is -1; it must be a number from 0 to 3600000',
      'keep.perSecond is null; it must be a number from 0 to 1000000',
      'targetSpansPerSecond is "many"; it must be a number from 0 to 1000000',
    ],
  });
});

it.each([
  undefined,
  null,
  1,
  'x',
  [],
  [[]],
  { rules: {} },
  { keep: [] },
  { rules: Array(51).fill({ ratio: 1 }) },
  { ratio: NaN },
])('refuses %j', (input) => {
  expect(parsePolicy(input, DEFAULT_POLICY)).toMatchObject({ ok: false, problems: [expect.any(String)] });
});
