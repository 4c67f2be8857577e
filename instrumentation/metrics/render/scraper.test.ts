import { gunzipSync } from 'node:zlib';
import { NumberFamily } from '../family';
import { Scraper } from './scraper';

/** A family of 3,500 samples, and a scraper that waits at each pause until it is told to go on. */
function setUp() {
  const family = new NumberFamily('counter', { name: 'a_total', help: 'h', labelNames: ['n'] });
  for (let n = 0; n < 3500; n++) family.samples.of({ n: String(n) }).value = n;
  const pauses: (() => void)[] = [];
  const counts = { collected: 0 };
  let time = 0;
  const scraper = new Scraper(
    { families: [family], collect: () => void counts.collected++ },
    { pause: () => new Promise<void>((resolve) => pauses.push(resolve)), now: () => time },
  );
  const finish = async (page: Promise<unknown>): Promise<void> => {
    let done = false;
    const settle = () => (done = true);
    page.then(settle, settle);
    while (!done) {
      pauses.splice(0).forEach((resume) => resume());
      await new Promise(setImmediate);
    }
  };
  return { scraper, family, pauses, counts, finish, pass: (ms: number) => (time += ms) };
}

const TEXT = 'text/plain';

test('the event loop turns after each 500 samples', async () => {
  const { scraper, pauses } = setUp();
  const made = scraper.scrape(TEXT, undefined);
  for (let turn = 1; turn <= 7; turn++) {
    expect(pauses).toHaveLength(1);
    pauses.pop()?.();
    await new Promise(setImmediate);
  }
  const { chunks } = await made;
  expect(
    Buffer.concat(chunks)
      .toString()
      .split('\n')
      .filter((line) => line.startsWith('a_total')),
  ).toHaveLength(3500);
});

test('scrapes of one kind at the same time share a page; another kind, and the next one, have their own', async () => {
  const { scraper, counts, finish } = setUp();
  const first = scraper.scrape(TEXT, undefined);
  expect(scraper.scrape('*/*', undefined)).toBe(first);
  const other = scraper.scrape('application/openmetrics-text', undefined);
  expect(other).not.toBe(first);
  await finish(Promise.all([first, other]));
  expect(counts.collected).toBe(2);
  const next = scraper.scrape(TEXT, undefined);
  expect(next).not.toBe(first);
  await finish(next);
});

test('a page that takes longer than a scraper waits is given up, and the next one starts afresh', async () => {
  const { scraper, finish, pass } = setUp();
  const late = scraper.scrape(TEXT, undefined);
  pass(10_001);
  await finish(late);
  await expect(late).rejects.toThrow('longer than 10000 ms');
  const next = scraper.scrape(TEXT, undefined);
  await finish(next);
  await expect(next).resolves.toMatchObject({ encoding: undefined });
});

test('gzip says the same', async () => {
  const { scraper, finish } = setUp();
  const [plain, packed] = [scraper.scrape(TEXT, undefined), scraper.scrape(TEXT, 'gzip')];
  await finish(Promise.all([plain, packed]));
  expect((await packed).encoding).toBe('gzip');
  const [{ chunks }, { chunks: compressed }] = [await plain, await packed];
  expect(gunzipSync(Buffer.concat(compressed)).equals(Buffer.concat(chunks))).toBe(true);
  expect(Buffer.concat(compressed).length).toBeLessThan(Buffer.concat(chunks).length / 2);
});
