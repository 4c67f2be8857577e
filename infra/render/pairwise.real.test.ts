import { presets } from '../../instrumentation/presets';
import { stackModel } from '../model/stack';
import { verdicts } from '../testing/binaries';
import { FEATURES } from '../testing/features';
import { pairwise } from '../testing/pairwise';
import { type Scratch, MODELS, scratch } from '../testing/stacks';

/**
 * Configurations in which every two of these come together: a stack, a preset, a feature that is there or not. Each file of
 * each is read by its binary.
 */
const FEATURE_NAMES = Object.keys(FEATURES);
const PRESETS = Object.keys(presets);
const rows = pairwise([MODELS.length, PRESETS.length, ...FEATURE_NAMES.map(() => 2)]);

let folder: Scratch;
beforeEach(() => (folder = scratch()));
afterEach(() => folder.remove());

const cases = rows.map(([stack = 0, preset = 0, ...flags]) => {
  const [name, model] = MODELS[stack] ?? MODELS[0]!;
  const features = FEATURE_NAMES.filter((_, index) => flags[index] === 1);
  const start = { ...model.config, preset: PRESETS[preset] ?? 'default' };
  const config = features.reduce((before, feature) => FEATURES[feature]?.(before) ?? before, start);
  return [`${name}, ${config.preset}: ${features.join('; ') || 'as it is'}`, stackModel(config)] as const;
});

it('has a row for every two', () => {
  expect(rows.length).toBeGreaterThanOrEqual(MODELS.length * PRESETS.length);
  expect(FEATURE_NAMES.length).toBeGreaterThan(10);
});

it.each(cases)(
  '%s',
  (_title, model) => {
    const said = verdicts(model, folder.path);
    expect(said).toEqual(Object.fromEntries(Object.keys(said).map((what) => [what, 'accepted'])));
  },
  300_000,
);
