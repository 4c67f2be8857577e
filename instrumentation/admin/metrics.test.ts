import { metricsRoute, type PageOptions } from './metrics';
import { adminRequest } from './testing/admin-request';

/** The answer where the page cannot be made, and what was counted. */
async function failed(options?: PageOptions) {
  const counted: string[] = [];
  const source = { scrape: () => Promise.reject(new Error('the event loop is busy')) };
  const route = metricsRoute(source, { countError: (where) => counted.push(where) }, false, options);
  const { status, headers, body } = (await route.methods.GET?.(adminRequest())) ?? {};
  return { status, type: headers?.['content-type'], body, counted };
}

test('a page that cannot be made is a 500, and counted', async () => {
  expect(await failed()).toEqual({
    status: 500,
    type: 'application/json; charset=utf-8',
    body: '{\n  "error": "no metrics: the event loop is busy"\n}\n',
    counted: ['scrape'],
  });
});

test('on the page of a preset it is told as text', async () => {
  expect(await failed({ isPlain: true })).toEqual({
    status: 500,
    type: 'text/plain; charset=utf-8',
    body: 'no metrics: the event loop is busy\n',
    counted: ['scrape'],
  });
});
