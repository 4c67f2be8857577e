'use strict';

// A gateway that is careless with a secret: whatever `x-canary` holds ends up in an attribute, an exception, a status,
// a log line, and in the query, the credentials and the baggage of a call to UPSTREAM_URL.
const http = require('node:http');
const { context, propagation, SpanStatusCode, trace } = require('@opentelemetry/api');
const logger = require('pino')();

function careless(canary, response) {
  const span = trace.getTracer('gateway').startSpan(`login token=${canary}`);
  span.setAttributes({ 'user.password': canary, 'job.input': `retry with api_key='${canary}'` });
  span.setAttribute('db.query.text', `SELECT 1 WHERE note='${canary}'`);
  span.recordException(new Error(`refused: {"password":"${canary}"}`));
  span.setStatus({ code: SpanStatusCode.ERROR, message: `Authorization: Bearer ${canary}` });
  span.end();
  logger.info(
    { headers: { cookie: `a=${canary}` }, url: `/x?token=${canary}` },
    `signed in with secret=${canary}`,
  );
  const baggage = propagation.createBaggage({
    session: { value: canary },
    note: { value: `token=${canary}` },
    tenant: { value: 'blue' },
  });
  context.with(propagation.setBaggage(context.active(), baggage), () => {
    http.get(`${process.env.UPSTREAM_URL}/headers?code=${canary}&page=1`, (answer) => {
      answer.pipe(response);
    });
  });
}

const server = http.createServer((request, response) => careless(request.headers['x-canary'], response));
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
