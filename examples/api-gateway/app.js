'use strict';

const { performance } = require('node:perf_hooks');
const Fastify = require('fastify');
const { since, telemetry } = require('gatewatch');

const FRAMEWORKS = ['react', 'vue', 'svelte', 'express', 'fastify'];
/** Stands in for a filter of prompts: enough to have something to report. */
const INJECTION = /ignore (all|the) (previous|above) instructions/i;

const PROMPT = { type: 'string', minLength: 1, maxLength: 10_000 };
const CODE = bodyOf({ prompt: PROMPT, framework: { enum: FRAMEWORKS } });
const IMAGE = bodyOf({ prompt: PROMPT });

/** The routes of the gateway. */
function createApp({ authenticate, admits, code, image, logger }) {
  const app = Fastify({ logger, bodyLimit: 100_000 });
  app.setErrorHandler((error, request, reply) => {
    const status = error.statusCode ?? 502;
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    return reply.code(status).send({ error: error.message });
  });

  app.register(async (guarded) => {
    guarded.addHook('onRequest', async (request, reply) => {
      const client = authenticate(request.headers);
      if (client === undefined) return reply.code(401).send({ error: 'no client of this gateway' });
      if (!admits(client, request.routeOptions.url)) return reply.code(429).send({ error: 'rate limit' });
    });
    guarded.addHook('preHandler', async ({ body }, reply) => {
      if (!INJECTION.test(body?.prompt ?? '')) return;
      telemetry.security.event({ type: 'injection_attempt', severity: 'high' });
      return reply.code(400).send({ error: 'the prompt is not acceptable' });
    });
    guarded.post('/api/v1/generate/code', CODE, async ({ body: { prompt, framework } }) => {
      const begin = performance.now();
      const ended = (status) => telemetry.generation.code({ framework, status, duration: since(begin) });
      return { code: await observed(code.generate(prompt), ended) };
    });
    guarded.post('/api/v1/generate/image', IMAGE, async ({ body: { prompt } }) => {
      const begin = performance.now();
      const ended = (status) => telemetry.generation.image({ status, duration: since(begin) });
      return { image: await observed(image.generate(prompt), ended) };
    });
  });
  // What can be asked for, so that a client need not guess.
  app.get('/api/v1/generate/code', async () => ({ frameworks: FRAMEWORKS, prompt: PROMPT }));
  app.get('/api/v1/services/:name/health', async ({ params: { name } }, reply) => {
    const service = { code, image }[name];
    if (service === undefined) return reply.code(404).send({ error: 'known are code and image' });
    return { name, healthy: await service.isHealthy(), breaker: service.breakerState() };
  });
  app.get('/api/v1/health', async () => ({ status: 'healthy' }));
  app.get('/api/v1/frameworks', async () => ({ frameworks: FRAMEWORKS }));
  return app;
}

/** Tells how it ended, and passes that on. */
async function observed(generation, ended) {
  try {
    const result = await generation;
    ended('success');
    return result;
  } catch (error) {
    ended('failed');
    throw error;
  }
}

function bodyOf(properties) {
  return { schema: { body: { type: 'object', properties, required: Object.keys(properties) } } };
}

module.exports = { createApp };
