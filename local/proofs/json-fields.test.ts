import { jsonFields } from './json-fields';

test('objects, lists of objects, and plain values', () => {
  expect(jsonFields({ b: 1, a: { c: null }, list: [{ x: 1 }, { y: { z: 2 } }, 3] })).toEqual([
    'a',
    'a.c',
    'b',
    'list',
    'list[].x',
    'list[].y',
    'list[].y.z',
  ]);
  expect(jsonFields('text')).toEqual([]);
});
