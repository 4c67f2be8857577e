import type { IncomingMessage } from 'node:http';
import type { ServerResult } from '../http/observer';
import { requestAttributes, serverEnd } from './server-attributes';

const result = (more: Partial<ServerResult>): ServerResult => ({
  route: '/orders/:id',
  statusCode: 200,
  outcome: 'ok',
  error: undefined,
  ...more,
});
const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

it.each<[Partial<ServerResult>, string | undefined, boolean]>([
  [{}, undefined, false],
  [{ outcome: 'client_error', statusCode: 404 }, undefined, false],
  [{ outcome: 'server_error', statusCode: 503 }, '503', true],
  [{ outcome: 'server_error', statusCode: 500, error: new TypeError('x') }, 'TypeError', true],
  [{ outcome: 'client_aborted', statusCode: undefined, error: reset }, 'client_aborted', false],
  [{ outcome: 'malformed', statusCode: 400 }, 'malformed', false],
  [{ outcome: 'server_aborted', error: reset }, 'ECONNRESET', true],
  [{ outcome: 'timeout', statusCode: undefined }, 'timeout', true],
])('%j has error.type %s, and status ERROR: %s', (more, type, isError) => {
  const { attributes, status } = serverEnd('GET', result(more));
  expect(attributes['error.type']).toBe(type);
  expect(status !== undefined).toBe(isError);
});

it('names a routed span after its template, and leaves the name of another alone', () => {
  expect(serverEnd('GET', result({}))).toMatchObject({
    name: 'GET /orders/:id',
    attributes: { 'http.route': '/orders/:id', 'http.response.status_code': 200 },
  });
  const unmatched = serverEnd('GET', result({ route: 'unmatched' }));
  expect(unmatched.name).toBeUndefined();
  expect(unmatched.attributes).not.toHaveProperty('http.route');
});

it('records the headers that are asked for, and the query as the mode says', () => {
  const request = {
    url: '/a?x=1',
    httpVersion: '1.1',
    socket: {},
    headers: { host: 'h:1', 'x-id': '7', 'x-a': 'v', 'set-cookie': ['a', 'b'] },
  } as unknown as IncomingMessage;
  const detail = {
    query: 'names',
    requestHeaders: ['x-a', 'set-cookie', 'x-none'],
    correlationHeader: 'x-id',
  } as const;
  expect(requestAttributes(request, 'PROPFIND', detail)).toEqual({
    'http.request.method': '_OTHER',
    'http.request.method_original': 'PROPFIND',
    'url.path': '/a',
    'url.query': 'x=REDACTED',
    'url.scheme': 'http',
    'network.protocol.version': '1.1',
    'server.address': 'h',
    'server.port': 1,
    correlation_id: '7',
    'http.request.header.x-a': ['v'],
    'http.request.header.set-cookie': ['a', 'b'],
  });
});
