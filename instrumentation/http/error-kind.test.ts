import { errorKind } from './error-kind';
import type { ServerResult } from './observer';

const failed: ServerResult = { route: '/', statusCode: 503, outcome: 'server_error', error: undefined };
const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });

test.each<[Partial<ServerResult>, string | undefined]>([
  [{}, '503'],
  [{ error: new TypeError('x') }, 'TypeError'],
  [{ outcome: 'server_aborted', error: refused }, 'ECONNREFUSED'],
  [{ outcome: 'server_aborted', error: new Error('aborted') }, 'server_aborted'],
  [{ outcome: 'timeout', statusCode: undefined }, 'timeout'],
  [{ outcome: 'ok', statusCode: 200, error: refused }, undefined],
  [{ outcome: 'client_error', statusCode: 404 }, undefined],
  [{ outcome: 'client_aborted', error: refused }, undefined],
])('%j: %s', (end, kind) => {
  expect(errorKind({ ...failed, ...end })).toBe(kind);
});
