import type { Channel } from './channel';
import type { GaugeValue } from './increments';

/** A worker as the hub knows it. */
export class Member {
  /** Value of the label of what each worker keeps for itself. */
  slot = '';
  id = '';
  pid = 0;
  /** Its gauges for the last page. */
  gauges: readonly GaugeValue[] = [];
  saidBye = false;
  #waiting: { readonly page: number; readonly done: (answered: boolean) => void } | undefined;

  constructor(readonly channel: Channel) {}

  introduce(slot: string, id: string, pid: number): void {
    this.slot = slot;
    this.id = id;
    this.pid = pid;
  }

  /** Asks for everything; false if there is no answer within `withinMs`. */
  ask(page: number, withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), withinMs).unref();
      this.#waiting = {
        page,
        done: (answered) => {
          clearTimeout(timer);
          resolve(answered);
        },
      };
      this.channel.send({ is: 'collect', page });
    });
  }

  /** The answer to a page; one that comes too late is as good, for the next page. */
  answered(page: number, gauges: readonly GaugeValue[]): void {
    this.gauges = gauges;
    if (this.#waiting?.page === page) this.#waiting.done(true);
  }
}
