// A gateway that imports its loggers and writes a line with each.
import { createLogger as createBunyan } from 'bunyan';
import { createServer } from 'node:http';
import { createLogger, transports } from 'winston';

const winston = createLogger({ transports: [new transports.Console()] });
const bunyan = createBunyan({ name: 'gateway' });

const server = createServer((_request, response) => {
  winston.info('winston');
  bunyan.info('bunyan');
  console.log('{"msg":"console"}');
  response.end();
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`));
