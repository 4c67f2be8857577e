import { packs, type PackName, type Preset, presetFindings } from '../../contract';
import { type Check, list, number, object, record, text, word } from './check';
import { metricBindings, metricId } from './metrics';
import { type PresetProblem, Problems } from './problem';
import { attributes, endpoints, logs, names, otlp, propagators, sampling, scrape } from './profile';

export { describePresetProblem, type PresetProblem } from './problem';

export type ParsedPreset =
  | { readonly ok: true; readonly preset: Preset }
  | { readonly ok: false; readonly problems: readonly PresetProblem[] };

const shape: Check<Preset> = object<Preset>(
  {
    name: text(/^[a-z][a-z0-9-]{0,62}$/, 'a name of small letters, digits and -, beginning with a letter'),
    packs: list(word(Object.keys(packs) as PackName[], 'a pack:'), true),
    metrics: metricBindings,
    seriesBudget: number((value) => Number.isInteger(value) && value >= 1, 'a whole number from 1 on'),
    resource: attributes,
    spanAttributes: names,
    endpoints,
    scrape,
    otlp,
    propagators,
    sampling,
    logs,
    alertPacks: names,
    requirements: record(text(), metricId),
  },
  ['name', 'packs', 'metrics'],
);

/**
 * A preset of a team's own, as its JSON file holds it: the same fields as the presets of this package. All mistakes at
 * once: those of single fields, and of what the fields mean together (names that two metrics share, metrics of a pack
 * that is off, the budget of series).
 */
export function parsePreset(input: unknown): ParsedPreset {
  const problems = new Problems();
  const preset = shape(input, '', problems);
  // What could be used so far, so that a mistake in one field hides none in another.
  if (preset !== undefined) {
    for (const { path, message } of presetFindings(preset)) problems.add(path, undefined, message);
  }
  return preset !== undefined && problems.all.length === 0
    ? { ok: true, preset }
    : { ok: false, problems: problems.all };
}
