'use strict';

// A gateway on node:http with clients of other things than HTTP. `/redis` asks REDIS_PORT, `/pg` asks PG_PORT,
// `/grpc` calls GRPC_TARGET, `/ok` nothing. A client is loaded at its first use, or at the start where LOAD names it.
const http = require('node:http');

let redis;
let pool;
let grpc;

const routes = {
  '/ok': () => 'ok',
  '/redis': async () => {
    redis ??= new (require('ioredis'))({ host: '127.0.0.1', port: Number(process.env.REDIS_PORT) });
    await redis.set('session:canary-key', 'canary-value');
    return redis.get('session:canary-key');
  },
  '/pg': async () => {
    const { Pool } = require('pg');
    pool ??= new Pool({
      host: '127.0.0.1',
      port: Number(process.env.PG_PORT),
      user: 'gateway',
      database: 'postgres',
    });
    const { rows } = await pool.query("SELECT $1::text AS name, 'canary-literal' AS more", [
      'canary-parameter',
    ]);
    return rows[0].name;
  },
  '/grpc': () => {
    grpc ??= require('@grpc/grpc-js');
    const client = new grpc.Client(process.env.GRPC_TARGET, grpc.credentials.createInsecure());
    const raw = (bytes) => bytes;
    return new Promise((resolve) =>
      client.makeUnaryRequest('/orders.Orders/Get', raw, raw, Buffer.alloc(0), (error) => {
        client.close();
        resolve(error ? error.details : 'answered');
      }),
    );
  },
};

if (process.env.LOAD) require(process.env.LOAD);

const server = http.createServer(async (request, response) => {
  try {
    response.end(await routes[request.url]());
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
