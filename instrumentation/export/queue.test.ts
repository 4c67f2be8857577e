import { Queue, split } from './queue';

const ANY = Number.MAX_SAFE_INTEGER;

describe('Queue', () => {
  it('hands items back in the order in which they came, across many partial takes', () => {
    const queue = new Queue<number>();
    const out: number[] = [];
    let next = 0;
    for (let round = 0; round < 200; round += 1) {
      for (let n = 0; n < (round % 7) + 3; n += 1) queue.push(next++, 1);
      out.push(...queue.take(round % 5, ANY).items);
      expect(queue.bytes).toBe(queue.size);
    }
    out.push(...queue.take(ANY, ANY).items);
    expect(out).toEqual(Array.from({ length: next }, (_, index) => index));
    expect([queue.size, queue.bytes]).toEqual([0, 0]);
  });

  it('gives what there is when asked for more', () => {
    const queue = new Queue<string>();
    queue.push('a', 10);
    expect(queue.take(10, ANY).items).toEqual(['a']);
    expect(queue.take(10, ANY).items).toEqual([]);
  });

  it('stops a take at the bytes asked for, but never before the first item', () => {
    const queue = new Queue<string>();
    for (const [item, size] of [
      ['a', 40] as const,
      ['b', 60] as const,
      ['c', 500] as const,
      ['d', 1] as const,
    ])
      queue.push(item, size);
    expect(queue.take(10, 100).items).toEqual(['a', 'b']);
    expect(queue.take(10, 100).items).toEqual(['c']);
    expect(queue.bytes).toBe(1);
  });

  it('takes back the rest of a batch at the front', () => {
    const queue = new Queue<number>();
    for (let item = 0; item < 6; item += 1) queue.push(item, item);
    const [first, rest] = split(queue.take(4, ANY), 1);
    queue.putBack(rest);
    expect([first.bytes, queue.size, queue.bytes]).toEqual([0, 5, 15]);
    expect(queue.take(9, ANY).items).toEqual([1, 2, 3, 4, 5]);
  });
});
