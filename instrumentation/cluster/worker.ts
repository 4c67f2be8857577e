import type { Binding } from '../contract';
import type { SharedPolicy } from '../tracing';
import type { SamplingPolicy } from '../tracing/sampling/policy';
import type { Channel } from './channel';
import { Ledger } from './ledger';
import type { HubMessage, Shown } from './message';
import type { Teller } from './teller';

/** How old what a worker has told may be: what it loses at most when it is killed. */
export const TELL_EVERY_MS = 1000;

/** The end of a worker's connection to the hub: tells what it counts, and keeps a copy of everything if it is to take over. */
export class Worker {
  #channel: Channel | undefined;
  #standby: Ledger | undefined;
  /** Told while there was no hub. */
  #untold: SamplingPolicy | undefined;

  constructor(
    private readonly teller: Teller,
    private readonly binding: Binding,
    private readonly sampling: SharedPolicy | undefined,
    private readonly onOverflow: (family: string) => void,
  ) {}

  /** What the hub had been told, if this worker was to take over. */
  get standby(): Ledger | undefined {
    return this.#standby;
  }

  /** Tells over this channel from now on, what the last hub has not counted first. */
  join(channel: Channel): void {
    this.#channel = channel;
    channel.send({ is: 'hello', id: this.teller.id, pid: process.pid });
    for (const piece of this.teller.uncounted) channel.send({ is: 'piece', piece });
    if (this.#untold !== undefined) this.spread(this.#untold);
  }

  left(): void {
    this.#channel = undefined;
  }

  /** Tells what came; nothing while the hub is busy with the last piece. */
  tell(): void {
    if (this.teller.uncounted.length === 0) this.#tellNext();
  }

  /** Tells the others how requests are sampled from now on. */
  spread(policy: SamplingPolicy): void {
    this.#untold = this.#channel === undefined ? policy : undefined;
    this.#channel?.send({ is: 'policy', policy });
  }

  take(message: Exclude<HubMessage, Shown>): void {
    switch (message.is) {
      case 'welcome':
        // Another hub, which may want somebody else to take over, and begins its copy anew.
        this.#standby = undefined;
        return;
      case 'counted':
        return this.teller.counted(message.seq);
      case 'collect':
        return void this.#answer(message.page);
      case 'policy':
        return this.sampling?.adopt(message.policy);
      case 'copy':
        this.#standby ??= new Ledger(this.binding, this.onOverflow);
        this.#standby.take(message.piece);
    }
  }

  /** Tells everything for the last time. Sockets of this machine take it at once, so it can be done at the very end. */
  leave(): void {
    if (this.#channel === undefined) return;
    // What is read on demand without a wait is read here and now.
    void this.teller.collect();
    this.#tellNext();
    this.#channel.send({ is: 'bye' });
  }

  async #answer(page: number): Promise<void> {
    const gauges = await this.teller.collect();
    this.#tellNext();
    this.#channel?.send({ is: 'collected', page, gauges });
  }

  #tellNext(): void {
    const piece = this.#channel === undefined ? undefined : this.teller.next();
    if (piece !== undefined) this.#channel?.send({ is: 'piece', piece });
  }
}
