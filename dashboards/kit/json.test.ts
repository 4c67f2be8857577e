import { sortedJson } from './json';

describe('sortedJson', () => {
  it('sorts keys at every level, keeps the order of lists, and drops what JSON cannot hold', () => {
    const value = { b: [{ d: 1, c: 2 }], a: undefined, e: () => 1 };
    expect(JSON.stringify(sortedJson(value))).toBe('{"b":[{"c":2,"d":1}]}');
    expect(JSON.stringify(sortedJson({ b: 1, a: 2 }))).toBe('{"a":2,"b":1}');
  });

  it('leaves out the fields that it is told to', () => {
    const omit = (key: string, value: unknown) => key === 'x' && value === 1;
    expect(sortedJson({ x: 1, y: { x: 1 }, z: [{ x: 2 }] }, omit)).toEqual({ y: {}, z: [{ x: 2 }] });
  });
});
