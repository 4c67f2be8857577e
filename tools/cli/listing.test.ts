import { type Located } from '../locate/locate';
import { formatListing, listingJson } from './listing';

const TOOLS: Located[] = [
  { name: 'loki', version: '3.7.8', origin: 'cache', path: '/c/loki', passedOver: [] },
  {
    name: 'promtool',
    version: '3.7.3',
    origin: 'missing',
    path: '/c/promtool',
    passedOver: ['/usr/bin/promtool (PATH) is 2.42.0, and 3.7.x is needed'],
  },
];

test('columns are aligned, and what was passed over is said below', () => {
  expect(formatListing(TOOLS)).toBe(
    [
      'NAME      VERSION  ORIGIN   PATH',
      'loki      3.7.8    cache    /c/loki',
      'promtool  3.7.3    missing  -',
      'promtool: passed over /usr/bin/promtool (PATH) is 2.42.0, and 3.7.x is needed',
      '',
    ].join('\n'),
  );
});

test('JSON has the same facts, and no path for what is missing', () => {
  expect(JSON.parse(listingJson(TOOLS))).toEqual([{ ...TOOLS[0] }, { ...TOOLS[1], path: null }]);
});
