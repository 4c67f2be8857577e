// The raw gateway as an ES module: named imports, top-level await.
import { once } from 'node:events';
import { createServer, get } from 'node:http';

const server = createServer((request, response) => {
  if (request.url !== '/call') return response.end(JSON.stringify(request.headers));
  return get({ host: '127.0.0.1', port: server.address().port, path: '/' }, (answer) =>
    answer.pipe(response),
  );
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.stdout.write(`port ${server.address().port}\n`);
