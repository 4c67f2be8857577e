'use strict';
const Sentry = require('@sentry/node');
// A transport that keeps nothing, so that the cost is that of the SDK and not of a network.
Sentry.init({
  dsn: 'http://public@127.0.0.1:9/1',
  tracesSampleRate: Number(process.env.BENCH_SAMPLE_RATE ?? '0.1'),
  transport: () => ({ send: () => Promise.resolve({}), flush: () => Promise.resolve(true) }),
});
