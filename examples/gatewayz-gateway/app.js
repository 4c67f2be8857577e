'use strict';

const { performance } = require('node:perf_hooks');
const express = require('express');
const { since, telemetry } = require('gatewatch');
const { MODELS } = require('./catalogue');

/** The label for a model that is none of ours: clients invent names. */
const UNKNOWN_MODEL = 'unknown';

/** The routes of the gateway. */
function createApp({ router, answers, providersUrl, tenants, log }) {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    response.once('close', () =>
      log.info({ method: request.method, path: request.path, status: response.statusCode }, 'request served'),
    );
    next();
  });
  app.use(express.json({ limit: '1mb' }));

  app.post('/v1/chat/completions', async (request, response) => {
    const begin = performance.now();
    const { model, prompt, stream = false, temperature = 1 } = request.body ?? {};
    const ended = (outcome) =>
      telemetry.llm.request({
        model: model in MODELS ? model : UNKNOWN_MODEL,
        outcome,
        duration: since(begin),
      });
    const problem = problemOf(request, tenants);
    if (problem !== undefined) {
      ended('rejected');
      response.status(problem.status).json({ error: problem.message });
      return;
    }
    const gone = new AbortController();
    response.once('close', () => response.writableFinished || gone.abort());
    const tenantId = request.get('x-tenant-id');
    const wish = { model, prompt, stream, temperature, tenantId, signal: gone.signal };
    try {
      const known = await answers.find(wish);
      const answer = known ?? (stream ? await tell(wish, response) : await router.complete(wish));
      if (known === undefined) await answers.keep(wish, answer);
      if (stream) response.end('data: [DONE]\n\n');
      else response.json(answer);
      ended('success');
    } catch (error) {
      ended(gone.signal.aborted ? 'cancelled' : 'error');
      if (gone.signal.aborted) return;
      if (response.headersSent) response.destroy();
      else throw error;
    }
  });
  app.get('/v1/models', async (request, response) => {
    const answer = await fetch(`${providersUrl}/openrouter/models`);
    response.json({ models: Object.keys(MODELS), upstream: await answer.json() });
  });
  app.get('/v1/breakers', (request, response) => response.json(router.states()));
  app.get('/health', (request, response) => response.json({ status: 'healthy' }));
  app.use((request, response) => response.status(404).json({ error: 'no such route' }));
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  app.use((error, request, response, next) => {
    log.error({ err: error }, 'request failed');
    if (!response.destroyed) response.status(error.status ?? 500).json({ error: error.message });
  });
  return app;

  async function tell(wish, response) {
    let begun = false;
    return router.complete({
      ...wish,
      hasBegun: () => begun,
      onToken(token) {
        if (!begun) response.writeHead(200, { 'content-type': 'text/event-stream' });
        begun = true;
        response.write(`data: ${JSON.stringify({ token })}\n\n`);
      },
    });
  }
}

function problemOf(request, tenants) {
  const { model, prompt } = request.body ?? {};
  if (!tenants.includes(request.get('x-tenant-id')))
    return { status: 401, message: 'x-tenant-id names no tenant' };
  if (!(model in MODELS)) return { status: 404, message: `models are ${Object.keys(MODELS).join(', ')}` };
  if (typeof prompt !== 'string' || prompt === '') return { status: 400, message: 'prompt must be a text' };
  return undefined;
}

module.exports = { createApp };
