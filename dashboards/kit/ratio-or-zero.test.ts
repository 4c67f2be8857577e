import { expression } from '../../alerts/promql';
import { ratioOrZero } from './ratio-or-zero';

it('divides where there is something to divide by, and is 0 elsewhere', () => {
  const part = expression('bad', [], ['service']);
  const whole = expression('all', [], ['service']);
  expect(ratioOrZero(part, whole)).toMatchObject({
    text: '(bad / (all > 0)) or (all * 0)',
    labels: ['service'],
  });
});

it('refuses sides that would never match', () => {
  expect(() => ratioOrZero(expression('bad', [], ['a']), expression('all', [], ['b']))).toThrow(
    'nothing would match',
  );
});
