import type { Socket } from 'node:net';
import type { MetricsRegistry } from '../metrics/registry';
import type { SharedPolicy } from '../tracing';
import type { SamplingPolicy } from '../tracing/sampling/policy';
import type { Scraped } from '../metrics/render/scraper';
import { Channel } from './channel';
import { gaugeValues, Increments } from './increments';
import type { Ledger } from './ledger';
import type { Piece, WorkerMessage } from './message';
import { Member } from './member';
import { freeSlot } from './slots';
import type { Teller } from './teller';

/** How long a page waits for workers: a busy one answers within a turn of its event loop, one that hangs never does. */
export const ANSWER_WITHIN_MS = 1000;

/** Slot of the hub's own process. */
const OWN_SLOT = '0';

export interface HubOptions {
  readonly ledger: Ledger;
  readonly teller: Teller;
  readonly registry: MetricsRegistry;
  readonly sampling: SharedPolicy | undefined;
  /** True if one of the workers takes over when this process ends; the primary of a cluster outlives its workers. */
  readonly hasHeir: boolean;
  /** Told after each change how many workers there are, and the process ids of those that did not answer. */
  readonly onChange: (workers: number, silent: readonly number[]) => void;
}

/** Holds what all processes of one gateway have counted, and asks them for the rest when a page is wanted. */
export class Hub implements Scraped {
  readonly #members = new Set<Member>();
  #heir: Member | undefined;
  #page = 0;
  #collecting: Promise<void> | undefined;
  #silent: readonly number[] = [];

  constructor(private readonly options: HubOptions) {
    // What this process had counted when it was a worker of another hub.
    for (const piece of options.teller.uncounted) this.#count(piece);
  }

  get families(): Scraped['families'] {
    return this.options.ledger.aggregate.families;
  }

  /** Takes the connection of a worker. */
  attach(socket: Socket): void {
    const member: Member = new Member(
      new Channel(
        socket,
        (message) => this.#take(member, message as WorkerMessage),
        () => this.#ended(member),
      ),
    );
    member.channel.send({ is: 'welcome', pid: process.pid });
  }

  /** Brings everything up to date; one that does not answer in time is left as it was. */
  collect(): Promise<void> {
    return (this.#collecting ??= this.#collect().finally(() => (this.#collecting = undefined)));
  }

  /** Tells the workers how requests are sampled from now on, but for the one that said so. */
  spread(policy: SamplingPolicy, by?: Member): void {
    for (const member of this.#members) if (member !== by) member.channel.send({ is: 'policy', policy });
  }

  /** One that has just begun goes by the configuration, which may not be in force any more. */
  #tellPolicy({ channel }: Member): void {
    const policy = this.options.sampling?.changed();
    if (policy !== undefined) channel.send({ is: 'policy', policy });
  }

  async #collect(): Promise<void> {
    const { registry, teller, ledger } = this.options;
    this.#page += 1;
    const asked = [...this.#members];
    const answers = await Promise.all(asked.map((member) => member.ask(this.#page, ANSWER_WITHIN_MS)));
    const answered = asked.filter((member, index) => answers[index] && this.#members.has(member));
    const silent = asked.filter((member, index) => !answers[index] && this.#members.has(member));
    this.#report(silent.map(({ pid }) => pid));
    const workers = registry.gauge('cluster.workers');
    workers.set({ state: 'answered' }, answered.length);
    workers.set({ state: 'silent' }, silent.length);
    const own = await teller.collect();
    const piece = teller.next();
    if (piece !== undefined) this.#count(piece);
    ledger.aggregate.setGauges([
      { slot: OWN_SLOT, values: own },
      ...[...this.#members].map(({ slot, gauges: values }) => ({ slot, values })),
    ]);
  }

  #take(member: Member, message: WorkerMessage): void {
    switch (message.is) {
      case 'hello':
        member.introduce(freeSlot([...this.#members].map(({ slot }) => slot)), message.id, message.pid);
        this.#members.add(member);
        this.#appointHeir();
        this.#tellPolicy(member);
        return this.#report(this.#silent);
      case 'policy':
        this.options.sampling?.adopt(message.policy);
        return this.spread(message.policy, member);
      case 'piece':
        this.#count(message.piece);
        return member.channel.send({ is: 'counted', seq: message.piece.seq });
      case 'collected':
        return member.answered(message.page, message.gauges);
      case 'show':
        return void this.#show(member, message.page);
      case 'bye':
        member.saidBye = true;
    }
  }

  async #show(member: Member, page: number): Promise<void> {
    await this.collect();
    const all = new Increments().since(this.families);
    member.channel.send({ is: 'shown', page, all, gauges: gaugeValues(this.families) });
  }

  /** Counts a piece and hands it on before anybody can be told that it is counted. */
  #count(piece: Piece): void {
    const { ledger, teller } = this.options;
    if (ledger.take(piece)) this.#heir?.channel.send({ is: 'copy', piece });
    if (piece.from === teller.id) teller.counted(piece.seq);
  }

  #appointHeir(): void {
    if (!this.options.hasHeir || this.#heir !== undefined) return;
    const [first] = this.#members;
    this.#heir = first;
    const all = (families: Scraped['families']) => new Increments().since(families);
    for (const piece of this.options.ledger.copy(all)) first?.channel.send({ is: 'copy', piece });
  }

  #ended(member: Member): void {
    member.answered(this.#page, []);
    if (!this.#members.delete(member)) return;
    const { registry, ledger } = this.options;
    registry.counter('cluster.workers.ended').inc({ how: member.saidBye ? 'orderly' : 'lost' });
    // One that lost its connection may come back with pieces that were counted.
    if (member.saidBye) ledger.forget(member.id);
    if (this.#heir === member) {
      this.#heir = undefined;
      this.#appointHeir();
    }
    this.#report(this.#silent.filter((pid) => pid !== member.pid));
  }

  #report(silent: readonly number[]): void {
    this.#silent = silent;
    this.options.onChange(this.#members.size, silent);
  }
}
