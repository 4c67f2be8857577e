import type { Exchange } from '../../examples/frame';
import { routeAnswers } from './routes';

const JSON_TYPE = 'application/json; charset=utf-8';
const exchange = (more: Partial<Exchange>): Exchange => ({
  ...{ to: 'gateway', method: 'GET', route: '/a/:id', path: '/a/1', status: 200, tags: {}, traceId: '0' },
  ...{
    answersAlone: false,
    sentBytes: 0,
    receivedBytes: 2,
    headers: { 'content-type': JSON_TYPE },
    body: '{}',
  },
  ...more,
});

test('each route, status and content type once, with the fields of all its answers', () => {
  expect(
    routeAnswers([
      exchange({ body: '{"b":1}' }),
      exchange({ body: '{"a":{"c":2}}' }),
      exchange({ status: 404, body: '{"error":"no"}' }),
      exchange({ route: '/', headers: { 'content-type': 'text/html' }, body: '<p>' }),
    ]),
  ).toEqual([
    { endpoint: 'GET /', status: 200, contentType: 'text/html', fields: [] },
    { endpoint: 'GET /a/:id', status: 200, contentType: JSON_TYPE, fields: ['a', 'a.c', 'b'] },
    { endpoint: 'GET /a/:id', status: 404, contentType: JSON_TYPE, fields: ['error'] },
  ]);
});

test('stubs and requests without an answer are left out, a body that was cut has no fields', () => {
  expect(
    routeAnswers([
      exchange({ to: 'providers' }),
      exchange({ status: 'aborted' }),
      exchange({ body: '{"a":' }),
    ]),
  ).toEqual([{ endpoint: 'GET /a/:id', status: 200, contentType: JSON_TYPE, fields: [] }]);
});
