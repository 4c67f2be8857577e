// node:http, node:https and node:http2 alone: their routes stand in GATEWATCH_ROUTES.
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { callUpstream } from './upstream.mjs';

async function serve(request, response) {
  const [, , what] = request.url.split('/');
  if (what === 'orders') response.end(await callUpstream());
  else if (what === 'boom') response.writeHead(503).end();
  else if (what !== 'hold') response.writeHead(404).end();
}

async function serveStream(stream, headers) {
  const [, , what] = headers[':path'].split('/');
  stream.on('error', () => undefined);
  if (what === 'orders') {
    const body = await callUpstream();
    stream.respond({ ':status': 200 });
    stream.end(body);
  } else if (what !== 'hold') {
    stream.respond({ ':status': what === 'boom' ? 503 : 404 }, { endStream: true });
  }
}

const listen = (server) =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });

export const raw = {
  http: () => listen(http.createServer(serve)),
  ...(process.env.TLS_KEY && {
    https: () => listen(https.createServer({ key: process.env.TLS_KEY, cert: process.env.TLS_CERT }, serve)),
  }),
  http2: () => listen(http2.createServer(serve)),
  'http2-stream': () => listen(http2.createServer().on('stream', serveStream)),
};
