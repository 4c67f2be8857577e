'use strict';

const { telemetry } = require('gatewatch');
const { WebSocketServer } = require('ws');

const TYPES = ['prompt', 'ping', 'progress', 'result', 'pong', 'error'];

/** Sessions at `/api/v1/ws`: a client sends prompts, and sees the progress and the result of each. */
function acceptSockets(server, { authenticate, code, log }) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 100_000 });
  telemetry.sources.webSocketServer(sockets, { typeOf });

  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/api/v1/ws' || authenticate(request.headers) === undefined) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (session) => sockets.emit('connection', session, request));
  });
  sockets.on('connection', (session) => {
    session.on('error', (error) => log.warn({ err: error }, 'session'));
    session.on('message', (data) => void answer(session, read(data)));
  });

  async function answer(session, { type, prompt }) {
    const say = (message) => session.readyState === session.OPEN && session.send(JSON.stringify(message));
    if (type === 'ping') return say({ type: 'pong' });
    if (type !== 'prompt') return say({ type: 'error', error: 'known are ping and prompt' });
    say({ type: 'progress', share: 0 });
    try {
      say({ type: 'result', code: await code.generate(String(prompt)) });
    } catch (error) {
      say({ type: 'error', error: error.message });
    }
  }

  return {
    close() {
      for (const session of sockets.clients) session.close(1001, 'the gateway stops');
    },
  };
}

/** One of a few, whatever a client sends. */
function typeOf(data) {
  const { type } = read(data);
  return TYPES.includes(type) ? type : 'unknown';
}

function read(data) {
  try {
    return JSON.parse(String(data)) ?? {};
  } catch {
    return {};
  }
}

module.exports = { acceptSockets };
