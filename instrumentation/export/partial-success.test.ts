import { partialSuccess } from './partial-success';

test.each([
  ['', 0],
  // ExportTraceServiceResponse { partial_success { rejected_spans: 300 } }
  ['0a0308ac02', 300],
  // The same without a number, with a message alone.
  ['0a0412026869', 0],
])('a response %s refuses %d items', (hex, rejected) => {
  expect(partialSuccess(Buffer.from(hex, 'hex'))).toBe(rejected);
});
