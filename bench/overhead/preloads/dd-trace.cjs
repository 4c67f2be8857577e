'use strict';
require('dd-trace').init({ startupLogs: false });
