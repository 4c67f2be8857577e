'use strict';

const express = require('express');
const { telemetry, withOperation } = require('gatewatch');

/** A request that cannot be done. `status` is what the client should see. */
class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The routes of the hub. Each acts for the tenant that `x-tenant-id` names. */
function createApp({ store, carrier, log, tenants }) {
  const app = express();
  app.disable('x-powered-by');
  app.use(requestLog);
  app.use(express.json({ limit: '100kb' }));
  app.use(identify);

  app.post(
    '/orders',
    operation('create_order', async ({ caller, body: { sku, amount } = {} }) => {
      if (typeof sku !== 'string' || !Number.isInteger(amount) || amount < 1) {
        throw new Refused(400, 'sku must be a text, amount a whole number above 0');
      }
      const order = await store.placeOrder(caller.tenant, sku, amount);
      telemetry.order.processed({
        tenantId: caller.tenant,
        outcome: order === undefined ? 'failed' : 'success',
      });
      if (order === undefined) throw new Refused(409, `not enough of ${sku} in stock`);
      return { status: 201, body: order };
    }),
  );
  app.get('/orders/:id', async (request, response) => {
    const order = await store.findOrder(request.caller.tenant, idOf(request));
    if (order === undefined) throw new Refused(404, 'no such order');
    response.json(order);
  });
  app.delete(
    '/orders/:id',
    operation('cancel_order', async (request) => {
      const order = await store.cancelOrder(request.caller.tenant, idOf(request));
      if (order === undefined) throw new Refused(409, 'no order of yours that could be cancelled');
      return { status: 200, body: order };
    }),
  );
  app.post(
    '/orders/clean-up',
    operation('clean_up', async ({ caller }) => {
      const { rowCount } = await store.forgetCancelled(caller.tenant);
      return { status: 200, body: { forgotten: rowCount } };
    }),
  );
  app.get('/quotes/:sku', async (request, response) => {
    const answer = await fetch(`${carrier}/quotes/${encodeURIComponent(request.params.sku)}`);
    const body = await answer.json();
    if (!answer.ok) throw new Refused(502, body.error);
    response.json(body);
  });
  app.use((request, response) => response.status(404).json({ error: 'no such route' }));
  app.use(answerError);
  return app;

  function identify(request, response, next) {
    const tenant = request.get('x-tenant-id');
    if (!tenants.includes(tenant)) {
      response.status(401).json({ error: 'x-tenant-id names no tenant' });
      return;
    }
    request.caller = { tenant, user: request.get('x-user-id') ?? 'service' };
    response.once('close', () =>
      telemetry.tenant.request({ tenantId: tenant, outcome: outcomeOf(response) }),
    );
    next();
  }

  function requestLog(request, response, next) {
    response.once('close', () =>
      log.info({ method: request.method, path: request.path, status: response.statusCode }, 'request served'),
    );
    next();
  }

  // Express knows an error handler by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  function answerError(error, request, response, next) {
    const status = error.status ?? 500;
    if (status >= 500) log.error({ err: error }, 'request failed');
    response.status(status).json({ error: error.message });
  }
}

/** A handler whose work is a business operation of the caller's tenant. */
function operation(name, work) {
  return async (request, response) => {
    const { tenant, user } = request.caller;
    const { status, body } = await withOperation(name, { tenant_id: tenant, user_id: user }, () =>
      work(request),
    );
    response.status(status).json(body);
  };
}

function idOf({ params: { id } }) {
  if (/^\d{1,18}$/.test(id)) return id;
  throw new Refused(404, 'no such order');
}

function outcomeOf({ statusCode }) {
  if (statusCode >= 500) return 'server_error';
  return statusCode >= 400 ? 'client_error' : 'ok';
}

module.exports = { createApp };
