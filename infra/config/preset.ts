import { readFileSync } from 'node:fs';
import type { Preset } from '../../instrumentation/contract';
import { presets } from '../../instrumentation/presets';
import { describePresetProblem, parsePreset } from '../../instrumentation/presets/parse';
import { nearest } from './nearest';

/** What is allowed as the preset of a stack. */
export const PRESET_ALLOWED = `one of ${Object.keys(presets).join(', ')}, or the path of a JSON file with one`;

/** A preset, or what is wrong with what was to name one: a sentence each, about what was expected. */
export type FoundPreset = { readonly preset: Preset } | { readonly problems: readonly string[] };

/** The preset of that name, or in that file: the same file that `GATEWATCH_PRESET` of the gateways names. */
export function findPreset(given: string): FoundPreset {
  const known = Object.hasOwn(presets, given) ? presets[given] : undefined;
  if (known !== undefined) return { preset: known };
  if (!given.endsWith('.json')) {
    const meant = nearest(given, Object.keys(presets));
    return { problems: [`${PRESET_ALLOWED}${meant === undefined ? '' : `; did you mean "${meant}"?`}`] };
  }
  try {
    const parsed = parsePreset(JSON.parse(readFileSync(given, 'utf8')));
    return parsed.ok
      ? { preset: parsed.preset }
      : {
          problems: parsed.problems.map((one) => `a preset without mistakes: ${describePresetProblem(one)}`),
        };
  } catch (error) {
    return { problems: [`a JSON file that can be read: ${(error as Error).message}`] };
  }
}
