'use strict';
const bundle = require('express-prom-bundle');
globalThis.benchMiddleware = bundle({ includeMethod: true, includePath: true, includeStatusCode: true });
