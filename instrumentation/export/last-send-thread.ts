// Runs in a thread of its own, while the process that it belongs to stands still.
import { setTimeout } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import { FLUSH_BACKOFF_MS } from './backoff';
import { encodedSignal } from './encoded';
import type { LastSend } from './last-send';
import { otlpTransport } from './otlp-transport';
import type { Parcel } from './parcel';
import type { SendResult, Transport } from './transport';

/** How long a collector that refuses is asked again: the process that waits should be restarted soon. */
const RETRY_WITHIN_MS = 1000;

/** Carries bytes that are encoded already. */
function carrier({ target, method }: Parcel): Transport<Uint8Array> {
  return otlpTransport(target, encodedSignal(method));
}

async function send(parcel: Parcel, until: number): Promise<number | undefined> {
  for (;;) {
    const transport = carrier(parcel);
    const result = await new Promise<SendResult>((resolve) => transport.send([parcel.bytes], resolve));
    transport.close();
    if (result.ok) return result.rejected;
    if (!result.retryable || Date.now() + FLUSH_BACKOFF_MS >= until) return undefined;
    await setTimeout(FLUSH_BACKOFF_MS);
  }
}

async function sendAll({ parcels, withinMs, results }: LastSend): Promise<void> {
  const until = Date.now() + Math.min(withinMs, RETRY_WITHIN_MS);
  for (const [index, parcel] of parcels.entries()) {
    const rejected = await send(parcel, until);
    if (rejected === undefined) break;
    Atomics.store(results, 1 + index, 1 + rejected);
  }
  Atomics.store(results, 0, 1);
  Atomics.notify(results, 0);
}

// What cannot be sent is not counted as sent: whoever waits sees it missing.
void sendAll(workerData as LastSend).catch(() => undefined);
