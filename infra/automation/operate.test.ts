import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StackConfigError } from '../config/problem';
import { type Scratch, scratch } from '../testing/stacks';
import { SetupError } from './backend';
import type { Request } from './command';
import { operate } from './operate';

const ROOT = join(__dirname, '..', '..');
const ENV = { PULUMI_CONFIG_PASSPHRASE: 'x' };

let folder: Scratch;
beforeEach(() => {
  folder = scratch();
  for (const file of ['Pulumi.yaml', 'Pulumi.dev.yaml', 'Pulumi.prod.yaml']) {
    cpSync(join(ROOT, file), join(folder.path, file));
  }
});
afterEach(() => folder.remove());

/** What stops an operation before the engine is asked for anything. */
async function stopped(stack: string, more: Partial<Request> = {}): Promise<Error> {
  const request = { operation: 'up', stack, cwd: folder.path, generatePassword: false } as const;
  const flags = { allowTags: false, definitions: false, yes: false };
  return operate({ ...request, ...flags, ...more }, ENV, () => undefined).then(
    () => new Error('it was not stopped'),
    (error: Error) => error,
  );
}

function change(stack: string, from: string, to: string): void {
  const path = join(folder.path, `Pulumi.${stack}.yaml`);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

it('names the stacks that there are', async () => {
  const error = await stopped('staging');
  expect(error).toBeInstanceOf(SetupError);
  expect(error.message).toContain('There is no stack "staging"');
  expect(error.message).toContain('dev, prod');
});

it('tells every mistake of the stack file', async () => {
  change('dev', 'gatewatch:environment: dev', 'gatewatch:enviroment: dev');
  const error = await stopped('dev');
  expect(error).toBeInstanceOf(StackConfigError);
  expect(error.message).toContain('gatewatch:enviroment is no key');
});

it('refuses images without a digest in production', async () => {
  const error = await stopped('prod');
  expect(error).toBeInstanceOf(SetupError);
  expect(error.message).toContain('- docker.io/grafana/tempo:1.5.0');
  expect(error.message).toContain('--allow-tags');
});
