'use strict';

const http = require('node:http');

/** The upstream did not answer, or answered with 5xx. `status` is what the gateway's own client should see. */
class UpstreamError extends Error {
  constructor(message, status) {
    super(message);
    this.name = 'UpstreamError';
    this.status = status;
  }
}

/**
 * A client for the upstream at `baseUrl`.
 * `call(method, path, { body, signal })` resolves with `{ status, body }`, or rejects with an UpstreamError:
 * 502 when the upstream failed, 504 when it took longer than `timeoutMs`.
 */
function upstreamClient(baseUrl, timeoutMs = 5000) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 50 });

  function call(method, path, { body, signal } = {}) {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const headers =
        payload === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
      const request = http.request(
        new URL(path, baseUrl),
        { method, agent, headers, signal, timeout: timeoutMs },
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('error', (error) =>
            reject(new UpstreamError(`upstream broke off: ${error.message}`, 502)),
          );
          response.on('end', () => {
            if (response.statusCode >= 500) {
              reject(new UpstreamError(`upstream answered ${response.statusCode}`, 502));
              return;
            }
            resolve({ status: response.statusCode, body: parse(Buffer.concat(chunks)) });
          });
        },
      );
      request.on('timeout', () =>
        request.destroy(new UpstreamError(`no answer within ${timeoutMs} ms`, 504)),
      );
      request.on('error', (error) =>
        reject(error instanceof UpstreamError ? error : new UpstreamError(error.message, 502)),
      );
      request.end(payload);
    });
  }

  return { call };
}

function parse(buffer) {
  return buffer.length === 0 ? undefined : JSON.parse(buffer.toString('utf8'));
}

module.exports = { upstreamClient, UpstreamError };
