import { Agent, request } from 'node:http';
import type { Cure, Rig } from '../fault';
import { repeat } from './repeat';

/** A request of a load. */
export interface LoadRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Bursts a second; between them the event loop is free for everything else of the run. */
const BURSTS = 10;

/** Requests on top of the ordinary traffic, whatever they are answered with, until it is cured. */
export function load(
  rig: Rig,
  baseUrl: string,
  perSecond: number,
  next: (count: number) => LoadRequest,
): Cure {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  let count = 0;
  const stop = repeat(rig, 1000 / BURSTS, () => {
    for (let i = 0; i < perSecond / BURSTS; i += 1) send(agent, baseUrl, next(count++));
    return Promise.resolve();
  });
  return async () => {
    await stop();
    agent.destroy();
  };
}

function send(
  agent: Agent,
  baseUrl: string,
  { method = 'GET', path, headers = {}, body }: LoadRequest,
): void {
  const payload = body === undefined ? undefined : JSON.stringify(body);
  const call = request(new URL(path, baseUrl), {
    method,
    agent,
    headers: { ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  });
  // A load does not care how it is answered; what comes of it is seen elsewhere.
  call.on('response', (response) => response.resume()).on('error', () => undefined);
  call.end(payload);
}
