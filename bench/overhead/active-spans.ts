import { connect, type Socket } from 'node:net';
import { until } from '../../instrumentation/testing/until';
import type { Goal } from './goals';
import type { Surroundings } from './measure';
import { type MeasuredServer, startServer } from './process';
import { differences, spread } from './statistics';
import { BARE, OURS, type Variant } from './variants';

const MB = 1e6;
/** Spans that are active at once, each the span of an open request. */
const SPANS = 1000;
/** What the text behind `api-gateway` allows for them. */
const MOST_MB = 10;

/** What active spans take, as the difference to the same number of open requests in the bare server. */
export async function activeSpansGoal(rounds: number, around: Surroundings): Promise<Goal> {
  const heap = { bare: [] as number[], traced: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    around.report(`active spans: round ${round + 1} of ${rounds}`);
    heap.bare.push(await heapOfOpenRequests(BARE, around));
    heap.traced.push(await heapOfOpenRequests(OURS.all, around));
  }
  const taken = spread(differences(heap.traced, heap.bare)).median / MB;
  return {
    goal: `${SPANS} active spans: at most ${MOST_MB} MB of memory`,
    measured: `${taken.toFixed(2)} MB of heap`,
    isMet: taken <= MOST_MB,
  };
}

async function heapOfOpenRequests(variant: Variant, around: Surroundings): Promise<number> {
  const server = await startServer('holding.cjs', variant, { ...around, nodeArgs: ['--expose-gc'] });
  const sockets: Socket[] = [];
  try {
    // Once around, so that what is made with the first requests does not count.
    sockets.push(...(await openRequests(server, SPANS / 10)));
    const { heapUsed: before } = await server.usage();
    sockets.push(...(await openRequests(server, SPANS)));
    const { heapUsed: after } = await server.usage();
    return after - before;
  } finally {
    for (const socket of sockets) socket.destroy();
    await server.stop();
  }
}

async function openRequests(server: MeasuredServer, count: number): Promise<Socket[]> {
  const { open: before } = await server.usage();
  const sockets = await Promise.all(Array.from({ length: count }, () => openRequest(server.port)));
  await until('all requests are open', async () => (await server.usage()).open === before + count);
  return sockets;
}

function openRequest(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const head = 'GET /orders/42 HTTP/1.1\r\nhost: gateway.example\r\nuser-agent: bench\r\n\r\n';
    socket.once('error', reject).once('connect', () => socket.write(head, () => resolve(socket)));
  });
}
