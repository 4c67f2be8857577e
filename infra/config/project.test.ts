import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configurationMarkdown } from './markdown';
import { projectConfig } from './project';
import { STACKS } from '../testing/stacks';
import { stackSchema } from './schema';
import { readStackConfig, stackValues } from './file';

const ROOT = join(__dirname, '..', '..');
const read = (file: string): unknown => parse(readFileSync(join(ROOT, file), 'utf8'));
const project = read('Pulumi.yaml') as { name: string; main: string; config: unknown };

it('Pulumi.yaml declares the keys of the schema', () => {
  expect(project.config).toEqual(projectConfig());
  expect(Object.keys(projectConfig())).toEqual(
    Object.keys(stackSchema.shape).map((key) => `${project.name}:${key}`),
  );
});

it('only keys without which no stack can be are required', () => {
  const required = Object.entries(projectConfig()).filter(([, key]) => key.default === undefined);
  expect(required.map(([key]) => key)).toEqual([
    'gatewatch:environment',
    'gatewatch:gateways',
    'gatewatch:receivers',
    'gatewatch:routes',
    'gatewatch:grafanaUrl',
    'gatewatch:runbookBaseUrl',
  ]);
});

it.each(STACKS)(
  'Pulumi.%s.yaml is complete but for images and what the preset knows better, and right',
  (stack) => {
    const set = Object.keys(stackValues(read(`Pulumi.${stack}.yaml`)));
    expect(Object.keys(stackSchema.shape).filter((key) => !set.includes(key))).toEqual([
      'intervals',
      'images',
    ]);
    expect(readStackConfig(stack, ROOT).environment).toBe(stack);
  },
);

it('the table names every key with its default', () => {
  const lines = configurationMarkdown().split('\n');
  const row = (key: string) => lines.find((line) => line.startsWith(`| \`gatewatch:${key}\` |`));
  expect(row('retention.prometheus')).toContain('| `15d` |');
  expect(row('gateways[].service')).toContain('| must be set |');
  expect(row('receivers.NAME.key')).toContain('| `url` |');
  expect(row('storage.className')).toContain('| none |');
  for (const key of Object.keys(stackSchema.shape)) {
    expect(lines.some((line) => line.startsWith(`| \`gatewatch:${key}`))).toBe(true);
  }
});
