// Every gateway of the matrix in one process; prints their ports by name.
import { express } from './express.mjs';
import { fastify } from './fastify.mjs';
import { koa } from './koa.mjs';
import { nest } from './nest.mjs';
import { raw } from './raw.mjs';

async function main() {
  const ports = {};
  for (const [name, start] of Object.entries({ ...raw, ...express, ...fastify, ...koa, ...nest })) {
    ports[name] = await start();
  }
  process.stdout.write(`ports ${JSON.stringify(ports)}\n`);
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
