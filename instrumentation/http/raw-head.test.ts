import { withHeader } from './raw-head';

test('the header comes last; one of that name gives way, in whatever case', () => {
  const head = 'GET /?traceparent:x HTTP/1.1\r\nHost: a\r\nTraceParent: old\r\nX-Traceparent: kept\r\n\r\n';
  expect(withHeader(head, 'traceparent', 'new')).toBe(
    'GET /?traceparent:x HTTP/1.1\r\nHost: a\r\nX-Traceparent: kept\r\ntraceparent: new\r\n\r\n',
  );
});

test('a head without headers gets its first', () => {
  expect(withHeader('GET / HTTP/1.0\r\n\r\n', 'b3', '0')).toBe('GET / HTTP/1.0\r\nb3: 0\r\n\r\n');
});
