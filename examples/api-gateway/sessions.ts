import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import type { StepClient } from '../frame';
import { withKey } from './clients';

const ENDPOINT = '/api/v1/ws';

/** Sessions that end in order, one that breaks off, and one that is refused. What went over them is written down. */
export async function sessions(client: StepClient): Promise<void> {
  const url = `${client.url('gateway').replace('http', 'ws')}${ENDPOINT}`;
  const options = { headers: withKey('web') };
  const first = await opened(new WebSocket(url, options));
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const second = await opened(new WebSocket(url, { ...options, createConnection: () => socket }));
  await converse(client, first, { type: 'ping' }, ['pong']);
  await converse(client, first, { type: 'prompt', prompt: 'a menu' }, ['progress', 'result']);
  await converse(client, second, { type: 'prompt', prompt: 'a table' }, ['progress', 'result']);
  await converse(client, second, { type: 'nonsense' }, ['error'], 'unknown');
  first.close();
  await once(first, 'close');
  // As a client does whose machine is gone: no word of farewell, not even of the connection's.
  socket.resetAndDestroy();
  note(client, 'opened', 2);
  note(client, 'closed', 1);
  note(client, 'error', 1);

  const refused = withoutError(new WebSocket(url));
  await once(refused, 'unexpected-response').finally(() => refused.terminate());
  note(client, 'rejected', 1);
}

/** Sends a message and waits for the answers to it, in order. */
async function converse(
  client: StepClient,
  session: WebSocket,
  message: { readonly type: string; readonly prompt?: string },
  answers: readonly string[],
  type = message.type,
): Promise<void> {
  const received: string[] = [];
  const listen = (data: unknown): void =>
    void received.push((JSON.parse(String(data)) as { type: string }).type);
  session.on('message', listen);
  session.send(JSON.stringify(message));
  client.note('message', { direction: 'inbound', type });
  await client.until(`${answers.length} answers to ${message.type}`, () =>
    Promise.resolve(received.length === answers.length),
  );
  session.off('message', listen);
  if (received.join() !== answers.join()) throw new Error(`${received.join()} in place of ${answers.join()}`);
  for (const answer of received) client.note('message', { direction: 'outbound', type: answer });
}

async function opened(session: WebSocket): Promise<WebSocket> {
  await once(withoutError(session), 'open');
  return session;
}

/** A session that breaks off is told of by its end. */
function withoutError(session: WebSocket): WebSocket {
  return session.on('error', () => undefined);
}

function note(client: StepClient, event: string, amount: number): void {
  client.note('connection', { event }, amount);
}
