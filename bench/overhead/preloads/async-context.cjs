'use strict';
// What any tracing has to pay for at least: the context of a request, kept by Node.js, and nothing that is done with it.
const { AsyncLocalStorage } = require('node:async_hooks');
const { subscribe } = require('node:diagnostics_channel');

const contexts = new AsyncLocalStorage();
subscribe('http.server.request.start', ({ request }) => contexts.enterWith(request));
