import { channel } from 'node:diagnostics_channel';
import { EventEmitter } from 'node:events';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Routes } from '../routes';
import { installKoaHook } from './koa';

const emitters = EventEmitter as unknown as { init: unknown };
const original = emitters.init;
/** What Node.js publishes when a request arrives. */
const requestStarts = () => channel('http.server.request.start').publish({});

afterEach(() => {
  requestStarts();
  expect(emitters.init).toBe(original);
});

class Application extends EventEmitter {
  readonly context = Object.create({ isKoa: true }) as object;
  use(): void {
    return undefined;
  }
  callback(): void {
    return undefined;
  }
  createContext(req: IncomingMessage): { req: IncomingMessage; _matchedRoute?: unknown } {
    return Object.assign(Object.create(this.context) as object, { req });
  }
}

const request = () => new IncomingMessage(new Socket());
const install = () => {
  const routes = new Routes();
  installKoaHook(routes, (where) => {
    throw new Error(`error in ${where}`);
  });
  return routes;
};

test('the route that a router puts on a context is that of the request, the last one counts', () => {
  const routes = install();
  const app = new Application();
  const [first, second] = [request(), request()];
  const context = app.createContext(first);
  app.createContext(second);
  context._matchedRoute = '/api/(.*)';
  context._matchedRoute = '/api/orders/:id';
  expect(context._matchedRoute).toBe('/api/orders/:id');
  expect([routes.of(first), routes.of(second)]).toEqual(['/api/orders/:id', 'unmatched']);
});

test('an expression is a route, anything else is none and is kept', () => {
  const routes = install();
  const [first, second] = [request(), request()];
  const app = new Application();
  app.createContext(first)._matchedRoute = /^\/x/;
  const context = app.createContext(second);
  context._matchedRoute = { odd: true };
  expect([routes.of(first), routes.of(second)]).toEqual(['/^\\/x/', 'unmatched']);
  expect(context._matchedRoute).toEqual({ odd: true });
});

test('emitters are looked at until the first request; applications found by then stay watched', () => {
  const routes = install();
  const before = new Application();
  requestStarts();
  expect(emitters.init).toBe(original);
  const after = new Application();
  const [first, second] = [request(), request()];
  before.createContext(first)._matchedRoute = '/a';
  after.createContext(second)._matchedRoute = '/b';
  expect([routes.of(first), routes.of(second)]).toEqual(['/a', 'unmatched']);
});

test('other emitters are left alone', () => {
  install();
  expect(Object.keys(new EventEmitter())).toEqual(Object.keys(new EventEmitter()));
  expect(Object.hasOwn(new EventEmitter(), 'createContext')).toBe(false);
});

test('a class whose getters are not ready in its constructor is left alone', () => {
  install();
  class Delicate extends EventEmitter {
    readonly #context = 1;
    get createContext(): number {
      return this.#context;
    }
  }
  expect(new Delicate().createContext).toBe(1);
});
