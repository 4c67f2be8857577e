import { createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { SERIES_BUDGET } from '../metrics/limiter';
import { excludeServer } from '../http/own-servers';
import { Channel } from './channel';
import { connectWithin } from './connect';
import { Hub } from './hub';
import type { ClusterOptions } from './index';
import { Ledger } from './ledger';
import type { HubMessage } from './message';
import { RemotePage } from './remote-page';
import { clearFor, remove, socketFolder, socketPath } from './rendezvous';
import { Teller } from './teller';
import { TELL_EVERY_MS, Worker } from './worker';

/** A primary listens before its first worker runs, or not at all. */
const PRIMARY_WITHIN_MS = 200;
/** The worker that got the admin port listens for the others in the same turn; a busy machine may take its time. */
const LEADER_WITHIN_MS = 3000;
/** Head start of the worker that has a copy of everything, when the one with the admin port has ended. */
const HEIR_FIRST_MS = 1000;
/** How long that one tries to get the port, and how often. */
const HEIR_INSISTS_MS = 800;
const INSIST_EVERY_MS = 20;

/** One process among those of its gateway: a worker that tells, or the one that is told. */
export class Together {
  readonly #teller: Teller;
  readonly #worker: Worker;
  #isTelling = false;
  #hub: Hub | undefined;

  constructor(private readonly options: ClusterOptions) {
    this.#teller = new Teller(options.registry);
    this.#worker = new Worker(this.#teller, options.binding, options.sampling, this.#onOverflow);
    options.sampling?.onChange((policy) => (this.#hub ?? this.#worker).spread(policy));
  }

  /** As the primary, which outlives its workers: nobody has to take over. */
  lead(): void {
    this.#listen((folder) => socketPath(folder, process.pid), false);
  }

  /** As a worker: tells the primary if that listens, else tries to get the admin port, else tells who has it. */
  async join(): Promise<void> {
    try {
      const folder = socketFolder(this.options.config.cluster.folder);
      const primary = await connectWithin(socketPath(folder, process.ppid), PRIMARY_WITHIN_MS);
      if (primary !== undefined) return this.#tell(primary);
    } catch (error) {
      this.#unable(error);
    }
    this.#serveOrTell();
  }

  leave(): void {
    this.#worker.leave();
  }

  /** @param insistUntil Unix time in milliseconds up to which a port that is taken is tried again */
  #serveOrTell(insistUntil = 0): void {
    const path = (folder: string) => this.#electedPath(folder);
    this.options.serve({
      onListening: () => this.#listen(path, true),
      onTaken: (report) => {
        // Of a process that was killed, this socket may be closed before its port is.
        if (Date.now() < insistUntil) {
          setTimeout(() => this.#serveOrTell(insistUntil), INSIST_EVERY_MS).unref();
          return;
        }
        void this.#tellLeader(path).then((isJoined) => {
          if (!isJoined) report();
        });
      },
    });
  }

  async #tellLeader(path: (folder: string) => string): Promise<boolean> {
    try {
      const folder = socketFolder(this.options.config.cluster.folder);
      const socket = await connectWithin(path(folder), LEADER_WITHIN_MS);
      if (socket !== undefined) this.#tell(socket);
      return socket !== undefined;
    } catch (error) {
      this.#unable(error);
      return false;
    }
  }

  /** A process manager may fork several gateways: they are told apart by what they run and where they serve. */
  #electedPath(folder: string): string {
    const { admin, serviceName, preset } = this.options.config;
    const group = [
      process.argv[1] ?? '',
      serviceName,
      preset.name,
      admin.socket ?? `${admin.host}:${admin.port}`,
    ];
    return socketPath(folder, process.ppid, group);
  }

  #tell(socket: Socket): void {
    const { health, registry } = this.options;
    const page = new RemotePage(this.options, (message) => channel.send(message));
    registry.showInstead(page);
    const channel: Channel = new Channel(
      socket,
      (message) => {
        const said = message as HubMessage;
        if (said.is === 'welcome')
          health.report('admin', 'ok', `process ${said.pid} shows the metrics of this one`);
        if (said.is === 'shown') page.shown(said);
        else this.#worker.take(said);
      },
      () => {
        page.end();
        registry.showInstead(registry);
        void this.#afterHub();
      },
    );
    this.#worker.join(channel);
    if (this.#isTelling) return;
    this.#isTelling = true;
    setInterval(() => this.#worker.tell(), TELL_EVERY_MS).unref();
  }

  async #afterHub(): Promise<void> {
    this.#worker.left();
    this.options.health.report(
      'admin',
      'degraded',
      'the process that showed the metrics of this one has ended',
    );
    if (this.#worker.standby !== undefined) return this.#serveOrTell(Date.now() + HEIR_INSISTS_MS);
    await wait(HEIR_FIRST_MS, undefined, { ref: false });
    this.#serveOrTell();
  }

  #listen(pathIn: (folder: string) => string, hasHeir: boolean): void {
    try {
      const { registry, binding, config, sampling } = this.options;
      const folder = socketFolder(config.cluster.folder);
      const path = pathIn(folder);
      const ledger = this.#worker.standby ?? new Ledger(binding, this.#onOverflow);
      const onChange = (workers: number, silent: readonly number[]): void => this.#report(workers, silent);
      const hub = new Hub({ ledger, teller: this.#teller, registry, sampling, hasHeir, onChange });
      this.#hub = hub;
      registry.showInstead(hub);
      clearFor(path, folder);
      const server = createServer((socket) => hub.attach(socket));
      excludeServer(server);
      server.on('error', (error) => this.#unable(error));
      // Exclusive: in a worker, the primary would listen in its place.
      server.listen({ path, exclusive: true });
      server.unref();
      process.once('exit', () => remove(path));
    } catch (error) {
      this.#unable(error);
    }
  }

  #report(workers: number, silent: readonly number[]): void {
    const { health } = this.options;
    if (silent.length === 0) return health.report('cluster', 'ok', `${workers} worker(s) tell their metrics`);
    const who = silent.join(', ');
    health.report(
      'cluster',
      'degraded',
      `worker(s) ${who} did not answer: their counters are those of a moment ago`,
    );
  }

  #unable(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.options.registry.countError('cluster');
    this.options.health.report('cluster', 'degraded', `workers are not counted together: ${reason}`);
    this.options.log.warn(`workers of the cluster are not counted together: ${reason}`);
  }

  readonly #onOverflow = (metric: string): void => {
    this.options.registry.counter('self.cardinality.overflow').inc({ metric, label: SERIES_BUDGET });
  };
}
