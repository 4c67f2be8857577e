import { expression } from '../../alerts/promql';
import { zeroWhereNone } from './zero-where-none';

it('takes the value where there is something, and 0 elsewhere', () => {
  const value = expression('p95', [], ['service']);
  const count = expression('all', [], ['service']);
  expect(zeroWhereNone(value, count)).toMatchObject({
    text: '(p95 and (all > 0)) or (all * 0)',
    labels: ['service'],
  });
});

it('refuses sides that would never match', () => {
  expect(() => zeroWhereNone(expression('p95', [], ['a']), expression('all', [], ['b']))).toThrow(
    'nothing would match',
  );
});
