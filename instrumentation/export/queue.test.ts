import { Queue } from './queue';

describe('Queue', () => {
  it('hands items back in the order in which they came, across many partial takes', () => {
    const queue = new Queue<number>();
    const out: number[] = [];
    let next = 0;
    for (let round = 0; round < 200; round += 1) {
      for (let n = 0; n < (round % 7) + 3; n += 1) queue.push(next++);
      out.push(...queue.take(round % 5));
    }
    out.push(...queue.take(Number.MAX_SAFE_INTEGER));
    expect(out).toEqual(Array.from({ length: next }, (_, index) => index));
    expect(queue.size).toBe(0);
  });

  it('gives what there is when asked for more', () => {
    const queue = new Queue<string>();
    queue.push('a');
    expect(queue.take(10)).toEqual(['a']);
    expect(queue.take(10)).toEqual([]);
  });
});
