'use strict';
// No server: calls URL once and has nothing left to do.
const http = require('node:http');

process.stdout.write('port 0\n');
process.exitCode = 5;
http.get(process.env.URL, { agent: false }, (response) => response.resume());
