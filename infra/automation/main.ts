import { join } from 'node:path';
import { StackConfigError } from '../config/problem';
import { SetupError } from './backend';
import { readRequest, UsageExit } from './command';
import { explain } from './failure';
import { operate } from './operate';
import { report } from './report';

const ROOT = join(__dirname, '..', '..');

async function main(): Promise<number> {
  const out = (text: string): void => void process.stdout.write(text);
  const error = (text: string): void => void process.stderr.write(text);
  try {
    const request = readRequest(process.argv.slice(2), ROOT, { out, error });
    const began = performance.now();
    const result = await operate(request, process.env, (line) => out(`${line}\n`));
    out(`${report(request.operation, result, (performance.now() - began) / 1000)}\n`);
    if (request.operation === 'destroy' && !request.yes)
      out('Nothing was removed: add --yes to remove it.\n');
    return 0;
  } catch (caught) {
    if (caught instanceof UsageExit) return caught.exitCode;
    const usage = caught instanceof SetupError || caught instanceof StackConfigError;
    error(`${usage ? caught.message : explain(caught)}\n`);
    return usage ? 2 : 1;
  }
}

void main().then((code) => {
  // Pulumi leaves connections open.
  process.exit(code);
});
