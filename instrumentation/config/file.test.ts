import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeProblem, loadConfig } from './load';

const folder = mkdtempSync(join(tmpdir(), 'gatewatch-file-'));
const path = join(folder, 'gatewatch.json');
afterAll(() => rmSync(folder, { recursive: true }));

function load(content: unknown, env: Record<string, string> = {}) {
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  const { config, problems } = loadConfig({ GATEWATCH_CONFIG_FILE: path, ...env });
  return { config, lines: problems.map(describeProblem) };
}

test('a file holds variables in the form that JSON has for them', () => {
  const { config, lines } = load({
    GATEWATCH_ADMIN_PORT: 9100,
    GATEWATCH_LOGS_EXPORT: true,
    GATEWATCH_DISABLED_HOOKS: ['koa', 'undici'],
    GATEWATCH_SAMPLING: { ratio: 0.25, rules: [{ route: '/health', ratio: 0 }] },
    GATEWATCH_PRESET: 'beamline',
    OTEL_RESOURCE_ATTRIBUTES: { team: 'edge, north', 'service.version': 2 },
  });
  expect(lines).toEqual([]);
  expect(config).toMatchObject({
    admin: { port: 9100 },
    logs: { export: true },
    disabledHooks: ['koa', 'undici'],
    traces: { sampling: { ratio: 0.25, rules: [{ route: '/health', ratio: 0 }] } },
    preset: { name: 'beamline' },
    resource: { team: 'edge, north', 'service.version': '2' },
  });
});

test('the environment wins, variable by variable; an empty one says nothing', () => {
  const env = { GATEWATCH_ADMIN_PORT: '1', GATEWATCH_ADMIN_HOST: '' };
  const { config } = load(
    { GATEWATCH_ADMIN_PORT: 2, GATEWATCH_ADMIN_HOST: '::1', OTLP_ENDPOINT: 'a:3' },
    env,
  );
  expect([config.admin.port, config.admin.host, config.otlp.endpoint]).toEqual([1, '::1', 'http://a:3']);
});

test('every mistake is told with the file and the field; those of the environment without', () => {
  const { config, lines } = load(
    {
      GATEWATCH_ADMIN_PORT: 70_000,
      GATEWATCH_ADMIN_TOKEN: ['a', {}],
      GATEWATCH_LOG_EXPORT: true,
      GATEWATCH_CONFIG_FILE: 'other.json',
      OTEL_RESOURCE_ATTRIBUTES: { a: {} },
      TRACE_SAMPLE_RATE: null,
    },
    { OTEL_BSP_SCHEDULE_DELAY: 'x' },
  );
  expect(config.admin.port).toBe(9464);
  expect(lines.sort()).toEqual(
    [
      `${path}: GATEWATCH_ADMIN_PORT="70000" must be a whole number from 0 to 65535, or none; using 9464 instead`,
      `${path}: GATEWATCH_ADMIN_TOKEN must be a text, a number, true or false, a list of these; it has no effect`,
      `${path}: GATEWATCH_CONFIG_FILE is no variable of this release and has no effect`,
      `${path}: GATEWATCH_LOG_EXPORT is no variable of this release and has no effect; did you mean GATEWATCH_LOGS_EXPORT?`,
      `${path}: OTEL_RESOURCE_ATTRIBUTES must be a text, a number, true or false, a list of these, or an object; it has no effect`,
      `${path}: TRACE_SAMPLE_RATE must be a text, a number, true or false, a list of these; it has no effect`,
      'OTEL_BSP_SCHEDULE_DELAY="x" must be a whole number from 1 to 3600000; using 1000 instead',
    ].sort(),
  );
});

test.each(['{', '[]', 'null', '"text"', ''])(
  'a file that holds %j is one mistake, and the rest goes on',
  (content) => {
    const { config, lines } = load(content, { GATEWATCH_ADMIN_PORT: '7' });
    expect(lines).toEqual([
      expect.stringMatching(/^GATEWATCH_CONFIG_FILE=".+" (cannot be used: |must hold a JSON object)/),
    ]);
    expect(config.admin.port).toBe(7);
  },
);

test('a file that is not there is one mistake', () => {
  const { problems } = loadConfig({ GATEWATCH_CONFIG_FILE: join(folder, 'none.json') });
  expect(problems.map(describeProblem)).toEqual([expect.stringContaining('ENOENT')]);
});

test('a secret in a file is not repeated', () => {
  const { lines } = load({ OTEL_EXPORTER_OTLP_HEADERS: 'hunter2' });
  expect(lines).toHaveLength(1);
  expect(lines.join()).not.toContain('hunter2');
});
