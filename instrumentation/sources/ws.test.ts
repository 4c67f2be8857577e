import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { telemetry } from '../api';
import { apiGateway } from '../presets/api-gateway';
import { parseMetrics } from '../testing/metrics-text';
import { startRunning, stopRunning } from '../testing/running';
import { until } from '../testing/until';

let server: WebSocketServer;
let url: string;
const clients: WebSocket[] = [];

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  stopRunning();
  for (const client of clients.splice(0)) client.terminate();
  server.close();
  await once(server, 'close');
});

async function connect(): Promise<WebSocket> {
  const client = new WebSocket(url);
  clients.push(client);
  await once(client, 'open');
  return client;
}

/** Messages so far, e.g. `inbound text 2`. */
const messages = async (registry: ReturnType<typeof startRunning>): Promise<string[]> => {
  const samples = parseMetrics(await registry.render()).of('websocket_messages_total');
  return samples.map(({ labels, value }) => `${labels['direction']} ${labels['type']} ${value}`).sort();
};

it('counts messages of a real server in both directions by their form', async () => {
  const registry = startRunning(apiGateway);
  // One that is there before the source is.
  const early = await connect();
  await until('the server knows it', () => server.clients.size === 1);
  telemetry.sources.webSocketServer(server);
  telemetry.sources.webSocketServer(server);
  server.on('connection', (socket) => {
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    socket.send('hello');
  });
  const client = await connect();
  const got: string[] = [];
  client.on('message', (data) => got.push(String(data)));
  client.send('text');
  client.send(Buffer.from('binary'));
  early.send('early');
  await until('all answers', async () => got.length >= 2 && (await messages(registry)).length === 4);
  await until('the early one', async () => (await messages(registry))[1] === 'inbound text 2');
  expect(await messages(registry)).toEqual([
    'inbound binary 1',
    'inbound text 2',
    'outbound binary 1',
    'outbound text 2',
  ]);
});

it('counts by the type that the application gives, and by form where that fails', async () => {
  const registry = startRunning(apiGateway);
  const typeOf = (data: unknown) => (JSON.parse(String(data)) as { type: string }).type;
  const registered = telemetry.sources.webSocketServer(server, { typeOf });
  const client = await connect();
  client.send(JSON.stringify({ type: 'generate' }));
  client.send('no JSON');
  await until('both are counted', async () => (await messages(registry)).length === 2);
  expect(await messages(registry)).toEqual(['inbound generate 1', 'inbound text 1']);

  registered.unregister();
  const [socket] = server.clients;
  const answered = once(client, 'message');
  socket?.send(JSON.stringify({ type: 'late' }));
  await answered;
  expect(await messages(registry)).toHaveLength(2);
  expect(server.listenerCount('connection')).toBe(0);
});
