import { lazyTransport } from './lazy-transport';
import { fakeTransport } from './testing/fakes';
import type { SendResult } from './transport';

it('makes the transport once, when it is needed or warmed', () => {
  const make = jest.fn(() => fakeTransport<number>());
  const lazy = lazyTransport(make);
  expect(make).not.toHaveBeenCalled();
  lazy.warm();
  lazy.warm();
  lazy.send([1], () => undefined);
  expect(make).toHaveBeenCalledTimes(1);
});

it('fails a call, to be tried again, while the transport cannot be made', () => {
  let isThere = false;
  const transport = fakeTransport<number>();
  const lazy = lazyTransport(() => {
    if (!isThere) throw new Error('cannot read the certificate');
    return transport;
  });
  const results: SendResult[] = [];
  lazy.warm();
  lazy.send([1], (result) => results.push(result));
  expect(results).toEqual([
    { ok: false, retryable: true, unreachable: true, reason: 'cannot read the certificate' },
  ]);
  isThere = true;
  lazy.send([1], (result) => results.push(result));
  expect(transport.calls).toEqual([[1]]);
});

it('ends the old transport when it is renewed, and makes the new one at the next call', () => {
  const made = [fakeTransport<number>(), fakeTransport<number>()];
  let next = 0;
  const lazy = lazyTransport(() => made[next++] ?? fakeTransport<number>());
  lazy.send([1], () => undefined);
  lazy.renew();
  expect([made[0]?.closed, next]).toEqual([true, 1]);
  lazy.send([2], () => undefined);
  expect(made[1]?.calls).toEqual([[2]]);
});
