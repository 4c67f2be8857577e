'use strict';
// A gateway with routes of its own at the paths of presets, before and after the preload has seen the server. The first
// argument says how it serves: http, https, http2, http2-stream, express, fastify, koa.
const fs = require('node:fs');

const kind = process.argv[2];
const own = 'own route';
const ready = (server) =>
  server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));

const plain = (request, response) => {
  request.resume();
  response.end(own);
};

switch (kind) {
  case 'http':
    ready(require('node:http').createServer(plain));
    break;
  case 'https': {
    const [key, cert] = [process.env.KEY, process.env.CERT].map((file) => fs.readFileSync(file));
    ready(require('node:https').createServer({ key, cert }, plain));
    break;
  }
  case 'http2':
    ready(require('node:http2').createServer(plain));
    break;
  case 'http2-stream': {
    const server = require('node:http2').createServer();
    server.on('stream', (stream) => {
      stream.respond({ ':status': 200 });
      stream.end(own);
    });
    ready(server);
    break;
  }
  case 'express': {
    const app = require('express')();
    app.get('/metrics', (_request, response) => response.send(own));
    app.use((_request, response) => response.send(own));
    app.listen(0, '127.0.0.1', function listening() {
      process.stdout.write(`port ${this.address().port}\n`);
    });
    break;
  }
  case 'fastify': {
    const app = require('fastify')();
    app.get('/metrics', async () => own);
    app.setNotFoundHandler((_request, reply) => reply.code(200).send(own));
    app.listen({ port: 0, host: '127.0.0.1' }).then(() => {
      process.stdout.write(`port ${app.server.address().port}\n`);
    });
    break;
  }
  case 'koa': {
    const Koa = require('koa');
    const app = new Koa();
    app.use((context) => {
      context.body = own;
    });
    ready(require('node:http').createServer(app.callback()));
    break;
  }
}
