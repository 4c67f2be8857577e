'use strict';
// A gateway that calls its upstream (UPSTREAM, a URL) in the way that the path names.
const http = require('node:http');
const net = require('node:net');

const upstream = new URL(process.env.UPSTREAM);
const agent = new http.Agent({ keepAlive: true });

function relay(call, response) {
  call.on('response', (answer) => answer.pipe(response));
  call.on('error', () => response.writeHead(502).end());
}

const ways = {
  '/agent': (response) => relay(http.get(new URL('/headers', upstream), { agent }), response),
  // The head is final when the request is made.
  '/raw-headers': (response) => {
    const headers = ['Host', upstream.host, 'Traceparent', 'forwarded', 'X-Other', 'kept'];
    relay(http.get(new URL('/headers', upstream), { agent, headers }), response);
  },
  '/no-agent': (response) => relay(http.get(new URL('/headers', upstream), { agent: false }), response),
  '/own-connection': (response) =>
    relay(
      http.get(new URL('/headers', upstream), {
        createConnection: () => net.connect(Number(upstream.port), upstream.hostname),
      }),
      response,
    ),
  '/fetch': (response) =>
    fetch(new URL('/headers', upstream))
      .then((answer) => answer.text())
      .then((body) => response.end(body)),
  '/refused': (response) => relay(http.get('http://127.0.0.1:1/', { agent }), response),
  // Nobody listens for the response: Node.js discards it, and must go on doing so.
  '/ignored': (response) => {
    http.get(new URL('/headers', upstream), { agent }).on('close', () => response.end('closed'));
  },
};

const server = http.createServer((request, response) => ways[request.url](response));
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
