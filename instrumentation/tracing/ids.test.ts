import { Ids } from './ids';

const ids = new Ids();

it('gives valid ids, each once', () => {
  const traces = Array.from({ length: 2000 }, () => ids.generateTraceId());
  const spans = Array.from({ length: 2000 }, () => ids.generateSpanId());
  for (const id of traces) expect(id).toMatch(/^[0-9a-f]{32}$/);
  for (const id of spans) expect(id).toMatch(/^[0-9a-f]{16}$/);
  expect(new Set(traces).size).toBe(2000);
  expect(new Set(spans).size).toBe(2000);
});

it('spreads the digits that a share of traces is taken by', () => {
  const heads = Array.from({ length: 20_000 }, () => ids.generateTraceId().charAt(18));
  const counts = [...'0123456789abcdef'].map((digit) => heads.filter((head) => head === digit).length);
  // 1250 each is expected, and one in 10^9 lies further off than six standard deviations.
  for (const count of counts) expect(Math.abs(count - 1250)).toBeLessThan(6 * 34.3);
});

it('gives a trace id that was decided about, once', () => {
  const given = 'a'.repeat(32);
  expect(ids.givingTraceId(given, () => ids.generateTraceId())).toBe(given);
  expect(ids.generateTraceId()).not.toBe(given);
  expect(() =>
    ids.givingTraceId(given, () => {
      throw new Error('no span');
    }),
  ).toThrow('no span');
  expect(ids.generateTraceId()).not.toBe(given);
});
