import { fileName, parseFileName, UNFINISHED } from './file-name';
import { type Entry, Shelf } from './shelf';

const entry = (name: string, bytes = 10, folder = '/a'): Entry => ({ folder, name, items: 1, bytes });

describe('the shelf', () => {
  it('gives the oldest first, also of what was found later', () => {
    const shelf = new Shelf(1000);
    shelf.push(entry('3'));
    shelf.push(entry('4'));
    shelf.merge([entry('2', 10, '/b'), entry('1', 10, '/b')]);
    expect(shelf.bytes).toBe(40);
    expect(shelf.holds('/b')).toBe(true);
    const names = Array.from({ length: 5 }, () => shelf.take()?.name);
    expect(names).toEqual(['1', '2', '3', '4', undefined]);
    expect(shelf).toMatchObject({ bytes: 0, isEmpty: true });
  });

  it('gives what was put back before everything else', () => {
    const shelf = new Shelf(1000);
    shelf.push(entry('1'));
    shelf.push(entry('2'));
    const first = shelf.take();
    if (first !== undefined) shelf.putBack(first);
    expect(shelf.take()?.name).toBe('1');
    expect(shelf.bytes).toBe(10);
  });

  it('lets go of the oldest, and of no more than it has to', () => {
    const shelf = new Shelf(35);
    for (const name of ['1', '2', '3']) shelf.push(entry(name));
    expect(shelf.evict(5)).toEqual([]);
    expect(shelf.evict(15).map(({ name }) => name)).toEqual(['1']);
    expect(shelf.evict(100).map(({ name }) => name)).toEqual(['2', '3']);
  });
});

describe('names of files', () => {
  it('tell the number of items, and sort by age', () => {
    const names = [fileName(999, 10, 5), fileName(1000, 2, 512), fileName(1000, 10, 7)];
    expect([...names].sort()).toEqual(names);
    expect(names.map((name) => parseFileName(name)?.items)).toEqual([5, 512, 7]);
  });

  it('tell those that are still being written, and what is none of ours', () => {
    expect(parseFileName(fileName(1, 1, 9) + UNFINISHED)).toEqual({ items: 9, isFinished: false });
    expect(parseFileName(fileName(1, 1, 9))).toEqual({ items: 9, isFinished: true });
    expect(parseFileName('notes.txt')).toBeUndefined();
    expect(parseFileName(`${fileName(1, 1, 9)}.last`)).toBeUndefined();
  });
});
