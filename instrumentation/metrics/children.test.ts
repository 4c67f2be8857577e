import { Children } from './children';

test('finds children by the values of their labels, in the order of the keys', () => {
  const children = new Children<number>(2);
  children.add(['a', 'b'], 1);
  children.add(['b', 'a'], 2);
  const find = (x: string, y: string) => children.find(['x', 'y'], { y, x });
  expect([find('a', 'b'), find('b', 'a'), find('a', 'a'), find('c', 'a')]).toEqual([
    1,
    2,
    undefined,
    undefined,
  ]);
});

test('without labels there is one child', () => {
  const children = new Children<number>(0);
  expect(children.find([], {})).toBeUndefined();
  children.add([], 1);
  expect(children.find([], {})).toBe(1);
});
