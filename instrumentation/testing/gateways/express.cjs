'use strict';
// A gateway on Express; the first argument names the module, so that 4 and 5 run the same code.
const express = require(process.argv[2]);

const app = express();
app.get('/orders/:id', (request, response) => response.json({ id: request.params.id }));

const api = express.Router();
api.get('/boom/:id', (_request, _response, next) => next(new Error('boom')));
api.get('/throws', () => {
  throw new Error('thrown');
});
api.get('/', (_request, response) => response.send('index'));
app.use('/api/v1', api);

const users = express.Router();
users.get('/users/:user', (request, response) => response.send(request.baseUrl));
app.use('/tenants/:tenant', users);

// What a proxy middleware looks like: it answers everything below its mount point.
app.use('/proxy', (_request, response) => response.send('proxied'));

// One whose upstream is away, and one that is for somebody else.
app.use('/broken', (_request, _response, next) => next(Object.assign(new Error('away'), { status: 502 })));
app.use('/passing', (_request, _response, next) => next());

// The router's own view of a request must stay what it is without the preload.
app.get('/route', (request, response) => response.send(`${request.route.path} ${request.baseUrl === ''}`));

// eslint-disable-next-line @typescript-eslint/no-unused-vars -- Express tells an error handler by its four parameters
app.use((error, _request, response, _next) => response.status(error.status ?? 500).send(error.message));
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
