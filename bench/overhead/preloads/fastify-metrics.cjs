'use strict';
const plugin = require('fastify-metrics');
globalThis.benchFastifyPlugin = [plugin.default ?? plugin, { endpoint: '/metrics' }];
