// The same client in ESM: `/redis` asks REDIS_PORT.
import http from 'node:http';
import { Redis } from 'ioredis';

const redis = new Redis({ host: '127.0.0.1', port: Number(process.env.REDIS_PORT) });
const server = http.createServer(async (_request, response) => {
  await redis.set('session:canary-key', 'canary-value');
  response.end(await redis.get('session:canary-key'));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
