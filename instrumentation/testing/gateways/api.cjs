'use strict';

// A gateway that uses the programmatic interface. `/order` adds to its server span from within spans of its own,
// and calls `/headers` of its own; the answer is what the preload had it send.
const http = require('node:http');
const {
  addBaggage,
  record,
  recordException,
  setAttributes,
  traceDownstreamCall,
  withSpan,
} = require('../../index');

const self = () => `http://127.0.0.1:${server.address().port}`;

async function order(url) {
  await withSpan('check', { items: 2 }, async () => {
    await new Promise((resolve) => setImmediate(resolve));
    setAttributes({ tenant_id: 'acme', user_id: 'mia', operation_type: 'checkout' });
  });
  try {
    withSpan('pay', {}, () => {
      throw new RangeError('no funds');
    });
  } catch (error) {
    recordException(error);
  }
  record().counter('orders.processed').inc({ tenant: 'acme', outcome: 'success' });
  addBaggage({ tenant: 'acme', internal: 'stays' });
  return traceDownstreamCall(
    { service: 'stock', operation: 'reserve', method: 'get', url: `${self()}/headers?key=k` },
    async (_span, headers) => {
      const answer = await fetch(`${self()}/headers`);
      return { status: Number(url.searchParams.get('status') ?? 200), body: [headers, await answer.json()] };
    },
  );
}

const server = http.createServer((request, response) => {
  if (request.url === '/headers') return response.end(JSON.stringify(request.headers));
  order(new URL(request.url, 'http://gateway')).then(({ status, body }) =>
    response.writeHead(status).end(JSON.stringify(body)),
  );
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
