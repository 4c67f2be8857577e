import { levelOfName, severityOf } from './severity';

it.each([
  [10, 'TRACE', 1],
  [20, 'DEBUG', 5],
  [30, 'INFO', 9],
  [35, 'INFO', 9],
  [40, 'WARN', 13],
  [50, 'ERROR', 17],
  [60, 'FATAL', 21],
  [70, 'FATAL', 21],
  [5, 'TRACE', 1],
])('level %i is %s', (level, text, number) => {
  expect(severityOf(level)).toMatchObject({ text, number });
});

it.each([
  ['http', 'DEBUG'],
  ['Warning', 'WARN'],
  ['CRITICAL', 'FATAL'],
  [50, 'ERROR'],
  ['constructor', 'INFO'],
  [undefined, 'INFO'],
])('%s is %s', (stated, text) => {
  expect(severityOf(levelOfName(stated))).toMatchObject({ text });
});
