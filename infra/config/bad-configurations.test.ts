import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { presets } from '../../instrumentation/presets';
import { stackValues } from './file';
import { parseStackConfig } from './parse';
import { StackConfigError } from './problem';

interface Case {
  readonly title: string;
  /** Keys of the dev configuration that are replaced; null takes one away. */
  readonly change: Readonly<Record<string, unknown>>;
  /** Every mistake, word for word; `{presets}` stands for the names of all presets, which are added to elsewhere. */
  readonly messages: readonly string[];
}

const ROOT = join(__dirname, '..', '..');
const dev = stackValues(parse(readFileSync(join(ROOT, 'Pulumi.dev.yaml'), 'utf8')));
const cases = JSON.parse(readFileSync(join(__dirname, 'bad-configurations.json'), 'utf8')) as readonly Case[];

function messagesOf(change: Case['change']): readonly string[] {
  const values = Object.entries({ ...dev, ...change }).filter(([, value]) => value !== null);
  try {
    parseStackConfig(Object.fromEntries(values), 'test.yaml');
    return [];
  } catch (error) {
    if (error instanceof StackConfigError) return error.problems.map(({ message }) => message);
    throw error;
  }
}

it('the configuration that the cases start from is right', () => {
  expect(messagesOf({})).toEqual([]);
});

it('holds many different cases, each with its mistakes', () => {
  expect(cases.length).toBeGreaterThanOrEqual(60);
  expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
  expect(cases.filter(({ messages }) => messages.length === 0)).toEqual([]);
});

it.each(cases.map((one) => [one.title, one] as const))('refuses %s', (_title, { change, messages }) => {
  const names = Object.keys(presets).join(', ');
  expect(messagesOf(change)).toEqual(messages.map((message) => message.replace('{presets}', names)));
});
