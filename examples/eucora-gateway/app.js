'use strict';

const express = require('express');
const { CONNECTORS } = require('./connector-names');

/** The routes of the control plane. */
function createApp({ deployments, connectors, log }) {
  const api = express.Router();
  const act =
    (name, status = 200) =>
    async (request, response) => {
      response.status(status).json(await deployments[name](request.params.id));
    };
  api.post('/deployments', async (request, response) => {
    response.status(202).json(await deployments.create(request.body ?? {}));
  });
  api.get('/deployments/:id', act('existing'));
  api.post('/deployments/:id/approve', act('approve', 202));
  api.post('/deployments/:id/reject', act('reject'));
  api.post('/deployments/:id/promote', act('promote', 202));
  api.post('/deployments/:id/rollback', act('rollBack'));
  api.get('/connectors', async (request, response) => {
    const healthy = await Promise.all(CONNECTORS.map((connector) => connectors.isHealthy(connector)));
    response.json(
      CONNECTORS.map((name, index) => ({ name, healthy: healthy[index], breaker: connectors.state(name) })),
    );
  });

  api.get('/connectors/:name/inventory', async (request, response) => {
    const { name } = request.params;
    if (CONNECTORS.includes(name)) response.json(await connectors.call(name, 'inventory'));
    else response.status(404).json({ error: `no such connector; known: ${CONNECTORS.join(', ')}` });
  });

  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    response.once('close', () => {
      const { method, originalUrl: path } = request;
      log.info({ method, path, status: response.statusCode }, 'request served');
    });
    next();
  });
  app.use(express.json({ limit: '100kb' }));
  app.use('/api/v1', api);
  app.use((request, response) => response.status(404).json({ error: 'no such route' }));
  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  app.use((error, request, response, next) => {
    const fromConnector =
      ['ConnectorError', 'TimeoutError'].includes(error.name) || error.code === 'EOPENBREAKER';
    const status = error.status ?? (fromConnector ? 502 : 500);
    if (status >= 500) log.error({ err: error }, 'request failed');
    response.status(status).json({ error: error.message });
  });
  return app;
}

module.exports = { createApp };
