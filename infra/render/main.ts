import { join } from 'node:path';
import { render } from './command';

process.exitCode = render(process.argv.slice(2), {
  root: join(__dirname, '..', '..'),
  // npm runs scripts in the folder of package.json; people mean the folder that they are in.
  cwd: process.env['INIT_CWD'] ?? process.cwd(),
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
