'use strict';

// Knows nothing of telemetry: jobs of BullMQ, required. What it does: `plain-jobs-of.cjs`.
require('./plain-jobs-of.cjs')(require('bullmq'));
