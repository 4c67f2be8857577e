import { counterCoverage } from './ledger-coverage';

test('a counter that moved is checked or excused, and never both', () => {
  const excuses = { 'process.cpu': 'nobody knows', 'http.errors': 'too hard' } as const;
  expect(
    counterCoverage(['http.requests', 'process.cpu', 'llm.cost'], ['http.requests', 'http.errors'], excuses),
  ).toEqual({
    problems: [
      'llm.cost moved and no ledger is held against it: check it, or say in withoutLedger why not',
      'http.errors is checked, and excused as well',
    ],
    excused: ['process.cpu (nobody knows)'],
  });
});

test('what did not move needs neither', () => {
  expect(counterCoverage([], ['http.requests'], { 'process.cpu': 'nobody knows' })).toEqual({
    problems: [],
    excused: [],
  });
});
