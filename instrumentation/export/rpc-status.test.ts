import { readRpcStatus } from './rpc-status';
import { busyStatus } from '../testing/rpc-status';

it('reads message and wait', () => {
  expect(readRpcStatus(busyStatus('busy', 1.5))).toEqual({ message: 'busy', retryAfterMs: 1500 });
  expect(readRpcStatus(busyStatus('busy', 0.25))).toEqual({ message: 'busy', retryAfterMs: 250 });
});

it('knows of no wait where none is asked for', () => {
  expect(readRpcStatus(busyStatus('no'))).toEqual({ message: 'no', retryAfterMs: undefined });
});

it('says nothing about bytes that are something else', () => {
  expect(readRpcStatus(Buffer.from('<html>Bad Gateway</html>'))).toBeUndefined();
  expect(readRpcStatus(Buffer.from('ff', 'hex'))).toBeUndefined();
});
