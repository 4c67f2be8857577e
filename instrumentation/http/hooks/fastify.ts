import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { InternalPart } from '../../contract';
import type { Routes } from '../routes';
import { followed } from '../server-request';

/** Published by Fastify 4 and 5 for each new instance, before any plugin or route. */
const INITIALIZATION = 'fastify.initialization';

interface FastifyRequest {
  readonly raw: IncomingMessage;
  /** Since 4.10; without a url where no route matched. */
  readonly routeOptions?: { readonly url?: string };
}
interface FastifyInstance {
  addHook(name: 'onRequest', hook: (request: FastifyRequest, reply: unknown, done: () => void) => void): void;
  addHook(
    name: 'onError',
    hook: (request: FastifyRequest, reply: unknown, error: unknown, done: () => void) => void,
  ): void;
}

/** Takes route templates and errors from Fastify. The hook is the first of its kind, so it sees requests that a later one rejects. */
export function installFastifyHook(routes: Routes, countError: (where: InternalPart) => void): void {
  subscribe(INITIALIZATION, (message) => {
    try {
      const { fastify } = message as { fastify: FastifyInstance };
      fastify.addHook('onRequest', (request, _reply, done) => {
        const template = request.routeOptions?.url;
        if (template !== undefined) routes.set(request.raw, template);
        done();
      });
      fastify.addHook('onError', (request, _reply, error, done) => {
        followed(request.raw)?.threw(error);
        done();
      });
    } catch {
      countError('fastify');
    }
  });
}
