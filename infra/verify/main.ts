import { join } from 'node:path';
import { verify } from './command';

process.exitCode = verify(process.argv.slice(2), {
  root: join(__dirname, '..', '..'),
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
