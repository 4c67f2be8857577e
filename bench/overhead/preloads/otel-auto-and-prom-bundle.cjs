'use strict';
require('./otel-auto.cjs');
require('./prom-bundle.cjs');
