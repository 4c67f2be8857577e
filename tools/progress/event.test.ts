import { describeEvent, formatDuration, type ToolProgress } from './event';

test.each<[ToolProgress, string]>([
  [{ state: 'looking' }, 'looking, 1m 12s'],
  [{ state: 'waiting', reason: 'process 7 builds it' }, 'waiting: process 7 builds it, 1m 12s'],
  [{ state: 'downloading', modules: 0 }, 'resolving packages, 1m 12s'],
  [{ state: 'downloading', modules: 12 }, 'downloading, 12 modules so far, 1m 12s'],
  [{ state: 'building', packages: 312, atMost: 1740 }, 'building, 312 of at most 1740 packages, 1m 12s'],
  [{ state: 'ready', origin: 'built', version: '3.7.3', path: '/x', passedOver: [] }, '3.7.3 built, 1m 12s'],
  [
    { state: 'ready', origin: 'PATH', version: '3.7.1', path: '/x', passedOver: ['/y is 2.42.0'] },
    '3.7.1 from PATH, passed over /y is 2.42.0, 1m 12s',
  ],
])('%j', (progress, text) => {
  expect(describeEvent({ ...progress, tool: 'promtool', elapsedMs: 72_000 })).toBe(text);
});

test.each([
  [40, '0.0s'],
  [9_949, '9.9s'],
  [12_400, '12s'],
  [59_700, '1m 00s'],
  [185_000, '3m 05s'],
])('%i ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
