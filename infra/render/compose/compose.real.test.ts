import { spawnSync } from 'node:child_process';
import { parse } from 'yaml';
import { presets } from '../../../instrumentation/presets';
import { locateTool } from '../../../tools';
import { check, verdicts } from '../../testing/binaries';
import { modelOfApiGateway, modelWithPreset } from '../../testing/presets';
import { MODELS, type Scratch, scratch } from '../../testing/stacks';
import { toYaml } from '../yaml';
import { compose, composeFileName } from '.';

let folder: Scratch;
beforeEach(() => (folder = scratch()));
afterEach(() => folder.remove());

const CASES = [
  ...MODELS,
  ...Object.keys(presets).map(
    (preset) => [`dev with the preset ${preset}`, modelWithPreset(preset)] as const,
  ),
  ['three replicas of a gateway', modelOfApiGateway()] as const,
];

it.each(CASES)('compose and the binaries accept every file: %s', (_name, model) => {
  const said = verdicts(model, folder.path);
  expect(said).toEqual(Object.fromEntries(Object.keys(said).map((what) => [what, 'accepted'])));
  expect(Object.keys(said)).toEqual(
    expect.arrayContaining(['compose', 'prometheus', 'alertmanager', 'loki']),
  );
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
