import { acceptsGzip, negotiateFormat } from './negotiate';
import { openMetrics } from './openmetrics';
import { text } from './text';

const PROMETHEUS_3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1';

test.each([
  [PROMETHEUS_3, 'OpenMetrics'],
  ['application/openmetrics-text; version=1.0.0; charset=utf-8', 'OpenMetrics'],
  ['APPLICATION/OpenMetrics-Text;version="1.0.0"', 'OpenMetrics'],
  ['application/openmetrics-text;q=0.5, text/plain;q=0.4', 'OpenMetrics'],
  ['application/*', 'OpenMetrics'],
  ['text/plain;q=0.1, application/openmetrics-text;version=0.0.1', 'text'],
  ['text/plain, application/openmetrics-text;q=0.9', 'text'],
  ['application/openmetrics-text;q=0', 'text'],
  ['application/openmetrics-text, text/plain', 'text'],
  ['*/*', 'text'],
  ['text/html,application/xhtml+xml,*/*;q=0.8', 'text'],
  ['application/json', 'text'],
  ['', 'text'],
  [undefined, 'text'],
])('Accept: %s gets %s', (accept, expected) => {
  expect(negotiateFormat(accept)).toBe(expected === 'text' ? text : openMetrics);
});

test.each([
  ['gzip', true],
  ['deflate, GZIP;q=0.5', true],
  ['*', true],
  ['gzip;q=0', false],
  ['*;q=1, gzip;q=0', false],
  ['br', false],
  [undefined, false],
])('Accept-Encoding: %s takes gzip: %s', (header, expected) => expect(acceptsGzip(header)).toBe(expected));

test('no header throws, and none takes long', () => {
  const pieces = [
    'gzip',
    '*/*',
    'text/plain',
    ';',
    ',',
    '=',
    'q=',
    '1',
    '0.',
    '"',
    ' ',
    '\u0000',
    'é',
    'version',
  ];
  let state = 1;
  const startedAt = performance.now();
  for (let round = 0; round < 2000; round++) {
    let header = '';
    for (let n = 0; n < 12; n++) {
      state = (state * 48_271) % 2_147_483_647;
      header += pieces[state % pieces.length];
    }
    negotiateFormat(header);
    acceptsGzip(header);
  }
  // Twice the longest head that the admin port takes, made of what a pattern could stumble over.
  for (const part of pieces) {
    negotiateFormat(part.repeat(16_384 / part.length));
    acceptsGzip(part.repeat(16_384 / part.length));
  }
  expect(performance.now() - startedAt).toBeLessThan(2000);
});
