import { RateLimit } from './rate-limit';

it('lets one second’s worth pass at once and then as much as time brings', () => {
  let now = 0;
  const changes: [boolean, number][] = [];
  const limit = new RateLimit({
    perSecond: 10,
    now: () => now,
    onChange: (...change) => changes.push(change),
  });
  const passed = (attempts: number) => Array.from({ length: attempts }, () => limit.admits()).filter(Boolean);
  expect(passed(25)).toHaveLength(10);
  now = 300;
  expect(passed(25)).toHaveLength(3);
  expect(changes).toEqual([[true, 0]]);
  now = 900;
  expect(passed(2)).toHaveLength(2);
  expect(changes).toEqual([
    [true, 0],
    [false, 37],
  ]);
  now = 60_000;
  expect(passed(25)).toHaveLength(10);
  expect(changes).toHaveLength(3);
});
