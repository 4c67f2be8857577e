import { libraryList } from './libraries';

test.each([
  ['auto', ['auto']],
  ['none', []],
  ['pg, ioredis', ['ioredis', 'pg']],
  ['auto,net', ['auto', 'net']],
])('%s', (text, value) => {
  expect(libraryList(text)).toEqual({ ok: true, value });
});

test.each(['express', 'none,pg', '', 'PG', 'pg,,ioredis'])(
  'refuses "%s" and says what is allowed',
  (text) => {
    expect(libraryList(text)).toMatchObject({
      ok: false,
      allowed: expect.stringMatching(/^none, or some of auto, amqplib/),
    });
  },
);
