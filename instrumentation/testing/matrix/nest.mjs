// NestJS on Express and on Fastify. Decorators are called as functions: no compiler runs here.
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { callUpstream } from './upstream.mjs';

class Orders {
  order() {
    return callUpstream();
  }
  boom() {
    throw new Error('boom');
  }
  hold() {
    return new Promise(() => undefined);
  }
}
for (const [method, path] of [
  ['order', 'orders/:id'],
  ['boom', 'boom/:id'],
  ['hold', 'hold/:id'],
]) {
  Get(path)(Orders.prototype, method, Object.getOwnPropertyDescriptor(Orders.prototype, method));
}
Controller()(Orders);

class Application {}
Module({ controllers: [Orders] })(Application);

const start = (createAdapter, name) => async () => {
  const app = await NestFactory.create(Application, createAdapter(), { logger: false });
  app.setGlobalPrefix(name);
  await app.listen(0, '127.0.0.1');
  return app.getHttpServer().address().port;
};

export const nest = {
  'nest-express': start(() => new ExpressAdapter(), 'nest-express'),
  'nest-fastify': start(() => new FastifyAdapter(), 'nest-fastify'),
};
