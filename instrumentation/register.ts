// Entry for `node --require`. Nothing in here may throw: the gateway has not even started yet.
import { isMainThread } from 'node:worker_threads';
import { isGatewayProcess } from './gateway-process';
import { startOnce } from './handle';
import type * as Start from './start';

if (isGatewayProcess(process.argv[1], isMainThread)) {
  try {
    startOnce(() => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- a process that is no gateway loads no more
      const { start } = require('./start') as typeof Start;
      return start(process.env);
    });
  } catch (error) {
    process.stderr.write(`gatewatch: warning: not started: ${String(error)}\n`);
  }
}
