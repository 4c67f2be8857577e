'use strict';

const { BadGatewayException, Dependencies, Injectable, NotFoundException } = require('@nestjs/common');
const { decorate } = require('./decorate');
const { LOG, UPSTREAM_URL } = require('./tokens');

/** Less than a claim on an idempotency key lasts. */
const TIMEOUT_MS = 10_000;

/** The service of orders behind the gateway. */
class OrdersClient {
  constructor(base, log) {
    this.base = base;
    this.log = log;
  }

  create(tenant, order) {
    return this.#call('/orders', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tenant': tenant },
      body: JSON.stringify(order),
    });
  }

  find(id) {
    return this.#call(`/orders/${encodeURIComponent(id)}`);
  }

  async #call(path, init = {}) {
    let answer;
    try {
      answer = await fetch(this.base + path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (answer.ok) return await answer.json();
    } catch (error) {
      this.log.error({ err: error }, 'upstream does not answer');
      throw new BadGatewayException('orders cannot be reached');
    }
    await answer.body?.cancel();
    if (answer.status === 404) throw new NotFoundException('no such order');
    this.log.error({ status: answer.status }, 'upstream failed');
    throw new BadGatewayException('orders cannot be served');
  }
}
decorate(OrdersClient, [Injectable(), Dependencies(UPSTREAM_URL, LOG)]);

module.exports = { OrdersClient };
