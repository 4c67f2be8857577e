import { retryAfterMs } from './retry-after';

const NOW = Date.parse('Tue, 15 Nov 2022 08:12:00 GMT');

it.each([
  ['2', 2000],
  [' 120 ', 120_000],
  ['Tue, 15 Nov 2022 08:12:31 GMT', 31_000],
  ['Tue, 15 Nov 2022 08:11:00 GMT', undefined],
  ['0', undefined],
  ['-1', undefined],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j asks for %s ms', (header, expected) => {
  expect(retryAfterMs(header, NOW)).toBe(expected);
});
