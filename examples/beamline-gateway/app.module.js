'use strict';

const { Module } = require('@nestjs/common');
const { decorate } = require('./decorate');
const { IdempotencyService } = require('./idempotency.service');
const { OrdersClient } = require('./orders.client');
const { OrdersController } = require('./orders.controller');
const { RateLimiter } = require('./rate-limiter');
const { LOG, UPSTREAM_URL } = require('./tokens');

class AppModule {
  static register({ idempotency, limiter, log, upstreamUrl }) {
    return {
      module: AppModule,
      controllers: [OrdersController],
      providers: [
        OrdersClient,
        { provide: IdempotencyService, useValue: idempotency },
        { provide: RateLimiter, useValue: limiter },
        { provide: LOG, useValue: log },
        { provide: UPSTREAM_URL, useValue: upstreamUrl },
      ],
    };
  }
}
decorate(AppModule, [Module({})]);

module.exports = { AppModule };
