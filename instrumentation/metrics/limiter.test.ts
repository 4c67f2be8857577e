import { capped, closed } from '../contract';
import { Limiter } from './limiter';

const method = closed('method', ['GET', 'POST'], 'Method.');
const route = capped('route', 2, 'Route.');

test('a capped label takes its first values and folds the others', () => {
  const limiter = new Limiter({ route }, 100);
  const admit = (value: string) => limiter.admit({ route: value }, 0);
  expect(admit('/a')).toEqual({ values: ['/a'], overflowed: [] });
  expect(admit('/b')).toEqual({ values: ['/b'], overflowed: [] });
  expect(admit('/c')).toEqual({ values: ['other'], overflowed: ['route'] });
  expect(admit('/a')).toEqual({ values: ['/a'], overflowed: [] });
});

test('a closed label takes only its declared values', () => {
  expect(new Limiter({ method }, 100).admit({ method: 'BREW' }, 0)).toEqual({
    values: ['other'],
    overflowed: ['method'],
  });
});

test('a metric at its budget folds capped labels and keeps closed ones', () => {
  const wide = capped('route', 1000, 'Route.');
  const limiter = new Limiter({ method, route: wide }, 10);
  // Two sets, one for each method, are kept for what is folded.
  expect(limiter.admit({ method: 'GET', route: '/a' }, 7).overflowed).toEqual([]);
  expect(limiter.admit({ method: 'POST', route: '/b' }, 8)).toEqual({
    values: ['POST', 'other'],
    overflowed: ['series'],
  });
});

test('a real value that reads like the overflow is told apart from it', () => {
  const limiter = new Limiter({ route: capped('route', 5, 'Route.') }, 100);
  expect(limiter.admit({ route: 'other' }, 0)).toEqual({ values: ['other_'], overflowed: [] });
  expect(limiter.admit({ route: 'other_' }, 0)).toEqual({ values: ['other__'], overflowed: [] });
});
