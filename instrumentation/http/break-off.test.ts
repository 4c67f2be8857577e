import { breakOffBy } from './break-off';

test.each([
  ['ERR_HTTP_REQUEST_TIMEOUT', { why: 'timeout', statusCode: 408 }],
  ['HPE_HEADER_OVERFLOW', { why: 'malformed', statusCode: 431 }],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', { why: 'malformed', statusCode: 413 }],
  ['HPE_INVALID_METHOD', { why: 'malformed', statusCode: 400 }],
  ['HPE_INVALID_EOF_STATE', undefined],
  ['ECONNRESET', undefined],
  [undefined, undefined],
])('%s', (code, expected) => {
  expect(breakOffBy(code)).toEqual(expected);
});
