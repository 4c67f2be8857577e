import type { Preset } from './preset';
import { presetProblems } from './problems';

const preset = (over: Partial<Preset>): Preset => ({
  name: 'x',
  packs: ['generation'],
  metrics: {},
  ...over,
});
const withCode = (binding: Preset['metrics']['generation.code']): Preset =>
  preset({ metrics: { 'generation.code': binding ?? {} } });

describe('presetProblems', () => {
  it('finds nothing in a preset that changes nothing', () => {
    expect(presetProblems(preset({}))).toEqual([]);
  });

  it.each([
    ['metric name', withCode({ name: 'code-generations_total' }), 'is not a metric name'],
    ['label name', withCode({ labels: { framework: 'frame-work' } }), '"frame-work" is not a label name'],
    ['inner label', withCode({ labels: { framework: '__frame' } }), '"__frame" is not a label name'],
    ['reserved label', withCode({ labels: { framework: 'instance' } }), 'label "instance" is reserved'],
    ['label twice', withCode({ labels: { framework: 'status' } }), 'has a label twice'],
    ['constant twice', withCode({ constantLabels: { status: 'x' } }), 'has a label twice'],
    ['counter', withCode({ name: 'code_generations' }), 'must end in _total'],
    ['further family', withCode({ alsoAs: [{ name: 'generations' }] }), 'must end in _total'],
    ['buckets of a counter', withCode({ buckets: [1] }), 'has buckets but is a counter'],
    [
      'falling buckets',
      preset({ metrics: { 'generation.image.duration': { buckets: [1, 1] } } }),
      'must rise: 1, 1',
    ],
    [
      'shared name',
      withCode({ name: 'image_generations_total' }),
      '"image_generations_total" is exposed by generation.code and generation.image',
    ],
    [
      'name of a sample',
      withCode({ name: 'image_generation_duration_seconds_total' }),
      '"image_generation_duration_seconds" is exposed by',
    ],
    [
      'target label',
      preset({ packs: ['circuit-breaker'] }),
      'metric "breaker.state" has a label that every target has as well',
    ],
    [
      'pack that is off',
      preset({ metrics: { 'connector.health': { name: 'y' } } }),
      'metrics names "connector.health", whose pack is off',
    ],
    [
      'requirement of a pack that is off',
      preset({ requirements: { 'XY-M-01': 'connector.health' } }),
      'requirements.XY-M-01 names "connector.health"',
    ],
    [
      'endpoint of a pack that is off',
      preset({
        endpoints: [
          {
            method: 'GET',
            path: '/m',
            serves: 'metrics',
            only: ['connector.health'],
            contentType: 'text/plain',
            access: 'open',
          },
        ],
      }),
      'endpoint /m names "connector.health"',
    ],
    ['budget', preset({ seriesBudget: 10 }), 'at the worst 330 series, over the budget of 10'],
  ])('finds a wrong %s', (_, wrong, message) => {
    expect(presetProblems(wrong)).toContainEqual(expect.stringContaining(message));
  });

  it('lets a metric keep a label of a target where the scrape honours it', () => {
    const scrape = { interval: '15s', honorLabels: true, jobs: [] } as const;
    expect(presetProblems(preset({ packs: ['circuit-breaker'], scrape }))).toEqual([]);
  });
});
