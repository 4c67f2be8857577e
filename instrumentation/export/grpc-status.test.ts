import { isRetryable, statusName } from './grpc-status';

describe('isRetryable', () => {
  it.each([
    [14, 'No connection established', true],
    [4, 'Deadline exceeded', true],
    [8, 'memory limit', true],
    [8, 'Received message larger than max (5 vs 4)', false],
    [13, 'Received RST_STREAM with code 2', true],
    [13, 'server bug', false],
    [3, 'bad request', false],
    [12, 'unknown service', false],
    [16, 'no token', false],
  ])('code %i "%s" -> %s', (code, details, expected) => {
    expect(isRetryable(code, details)).toBe(expected);
  });
});

it('names codes and keeps unknown numbers', () => {
  expect([statusName(0), statusName(16), statusName(99)]).toEqual(['OK', 'UNAUTHENTICATED', 'code 99']);
});
