import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { AdminRequest } from '../routes';

/** A request as a handler gets it, on a connection that leads nowhere. */
export function adminRequest(change: Partial<AdminRequest> = {}): AdminRequest {
  const request = new IncomingMessage(new Socket());
  return {
    method: 'GET',
    path: '/',
    query: new URLSearchParams(),
    parameters: {},
    headers: {},
    body: async () => '',
    exchange: { request, response: new ServerResponse(request) },
    ...change,
  };
}
