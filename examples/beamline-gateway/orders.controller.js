'use strict';

const {
  BadRequestException,
  Bind,
  Body,
  Controller,
  Dependencies,
  Get,
  Param,
  Post,
  Req,
  UseGuards,
  UseInterceptors,
} = require('@nestjs/common');
const { decorate } = require('./decorate');
const { IdempotencyInterceptor } = require('./idempotency.interceptor');
const { OrdersClient } = require('./orders.client');
const { RateLimitGuard } = require('./rate-limit.guard');

/** `POST /orders {sku, amount}` and `GET /orders/:id`. */
class OrdersController {
  constructor(orders) {
    this.orders = orders;
  }

  create({ sku, amount } = {}, { tenant }) {
    if (typeof sku !== 'string' || !Number.isInteger(amount) || amount < 1) {
      throw new BadRequestException('an order has a sku (text) and an amount (whole number from 1 on)');
    }
    return this.orders.create(tenant, { sku, amount });
  }

  find(id) {
    return this.orders.find(id);
  }
}
decorate(OrdersController, [Controller('orders'), Dependencies(OrdersClient), UseGuards(RateLimitGuard)], {
  create: [Post(), UseInterceptors(IdempotencyInterceptor), Bind(Body(), Req())],
  find: [Get(':id'), Bind(Param('id'))],
});

module.exports = { OrdersController };
