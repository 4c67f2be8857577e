import { RateLimit } from './rate-limit';

test('a burst passes, then a steady rate; what was not used does not pile up', () => {
  let time = 0;
  const limit = new RateLimit(3, 2, () => time);
  const passed = () => [1, 2, 3, 4, 5].filter(() => limit.take()).length;
  expect(passed()).toBe(3);
  time += 1000;
  expect(passed()).toBe(2);
  time += 60_000;
  expect(passed()).toBe(3);
});

test('a clock that is set back takes nothing away and gives nothing', () => {
  let time = 10_000;
  const limit = new RateLimit(2, 1, () => time);
  expect(limit.take()).toBe(true);
  time = 0;
  expect([limit.take(), limit.take()]).toEqual([true, false]);
});
