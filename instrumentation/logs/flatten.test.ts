import { ATTRIBUTE_LIMIT, flatten, VALUE_LENGTH_LIMIT } from './flatten';

describe('flatten', () => {
  it('joins paths, keeps scalars, writes lists as JSON and leaves null out', () => {
    expect(
      flatten({ a: 1, b: { c: true, d: { e: 'x' } }, list: [1, { f: 2 }], none: null }).attributes,
    ).toEqual({
      a: 1,
      'b.c': true,
      'b.d.e': 'x',
      list: '[1,{"f":2}]',
    });
  });

  it('stops at its depth, its count and its length', () => {
    const deep = flatten({ a: { b: { c: { d: { e: 1 } } } } });
    expect(deep.attributes).toEqual({ 'a.b.c.d': '{"e":1}' });
    const wide = flatten(Object.fromEntries(Array.from({ length: 70 }, (_, n) => [`k${n}`, n])));
    expect(Object.keys(wide.attributes)).toHaveLength(ATTRIBUTE_LIMIT);
    expect(wide.dropped).toBe(6);
    expect(String(flatten({ a: 'x'.repeat(9000) }).attributes['a'])).toHaveLength(VALUE_LENGTH_LIMIT);
  });
});
