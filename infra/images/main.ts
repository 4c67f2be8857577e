import { join } from 'node:path';
import { images } from './command';

void images(process.argv.slice(2), {
  root: join(__dirname, '..', '..'),
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
}).then((code) => (process.exitCode = code));
