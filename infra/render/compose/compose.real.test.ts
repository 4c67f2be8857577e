import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { presets } from '../../../instrumentation/presets';
import { locateTool, type ToolName } from '../../../tools';
import { modelOfApiGateway, modelWithPreset } from '../../testing/presets';
import { MODELS, type Scratch, scratch } from '../../testing/stacks';
import { toYaml } from '../yaml';
import { compose, composeFileName } from '.';
import { PROMETHEUS_SECRETS_DIR } from './secrets';

let folder: Scratch;
beforeEach(() => (folder = scratch()));
afterEach(() => folder.remove());

function check(tool: ToolName, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr, error } = spawnSync(locateTool(tool), args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 60_000,
  });
  if (error !== undefined) throw error;
  return status === 0 ? 'accepted' : `status ${status}\n${stdout}\n${stderr}`;
}

/** Writes the files; paths in the containers become paths in the folder. */
function write(files: Readonly<Record<string, string>>): (path: string) => string {
  const inFolder = (path: string): string => join(folder.path, path);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(inFolder(path)), { recursive: true });
    writeFileSync(
      inFolder(path),
      text
        .replaceAll('/etc/gatewatch/rules.yaml', inFolder('prometheus/rules.yaml'))
        .replaceAll(`${PROMETHEUS_SECRETS_DIR}/gateway-token/token`, inFolder('secrets/gateway-token/token')),
    );
  }
  return inFolder;
}

const CASES = [
  ...MODELS,
  ...Object.keys(presets).map(
    (preset) => [`dev with the preset ${preset}`, modelWithPreset(preset)] as const,
  ),
  ['three replicas of a gateway', modelOfApiGateway()] as const,
];

it.each(CASES)('compose and the binaries accept every file: %s', (_name, model) => {
  const files = { ...compose(model, 'test'), 'secrets/gateway-token/token': 'secret' };
  const at = write(files);
  expect(check('compose-config', [at(composeFileName('test'))])).toBe('accepted');
  expect(check('otelcol', ['validate', `--config=file:${at('collector/config.yaml')}`])).toBe('accepted');
  const lint = ['check', 'config', '--lint=all', '--lint-fatal', at('prometheus/prometheus.yml')];
  expect(check('promtool', lint)).toBe('accepted');
  expect(check('amtool', ['check-config', at('alertmanager/alertmanager.yml')])).toBe('accepted');
  expect(check('loki', [`-config.file=${at('loki/loki.yaml')}`, '-verify-config'])).toBe('accepted');
});

it('would notice a compose file that does not hold together', () => {
  const [[, model]] = MODELS as [(typeof MODELS)[number]];
  const { [composeFileName('test')]: text = '' } = compose(model, 'test');
  const { volumes, secrets, ...rest } = parse(text) as Record<string, object>;
  expect(Object.keys(volumes ?? {})).toContain('loki_data');
  const checked = (file: object): string =>
    check('compose-config', [folder.write('broken.yml', toYaml(file))]);
  expect(checked({ ...rest, secrets })).toContain('undefined volume');
  expect(checked({ ...rest, volumes })).toContain('undefined secret');
  expect(checked({ ...rest, volumes, secrets, servces: {} })).toContain('servces');
});

it('the health check of Loki is an option of the pinned binary', () => {
  const { stderr, stdout } = spawnSync(
    locateTool('loki'),
    ['-health', '-health.url=http://127.0.0.1:1/ready'],
    {
      encoding: 'utf8',
      timeout: 20_000,
    },
  );
  expect(`${stdout}${stderr}`).toContain('Health check failed');
});
