import type { Preset } from '../contract';
import { presets } from '../presets';
import { defaultPreset } from '../presets/default';
import type * as Parse from '../presets/parse';
import { fileText } from './file-text';
import { text } from './parse';
import type { Reader } from './reader';
import { suggest } from './suggest';
import { required } from './variable';

/** Which preset is in force. */
export const presetVariable = required({
  name: 'GATEWATCH_PRESET',
  type: 'name of a preset, or path of a JSON file with one',
  parse: text,
  default: 'default',
  help: 'Which metrics are exposed, and under which names; a preset of your own is described below.',
});

/** The preset that the variable names or points at; the default one, and every reason, if it cannot be used. */
export function selectedPreset(reader: Reader): Preset {
  const given = reader.get(presetVariable);
  const known = Object.hasOwn(presets, given) ? presets[given] : undefined;
  if (known !== undefined) return known;
  const instead = `using ${defaultPreset.name} instead`;
  if (!isPath(given)) {
    const names = Object.keys(presets);
    const meant = suggest(given, names);
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    const allowed = `one of ${names.join(', ')}, or the path of a JSON file`;
    reader.report(presetVariable, given, `must be ${allowed}; ${instead}${hint}`);
    return defaultPreset;
  }
  const read = fromFile(given);
  if ('preset' in read) return read.preset;
  for (const problem of read.problems) reader.report(presetVariable, given, `${problem}; ${instead}`);
  return defaultPreset;
}

/** No name of a preset has a slash or a dot. */
function isPath(text: string): boolean {
  return /[/\\]|\.json$/i.test(text);
}

function fromFile(path: string): { readonly preset: Preset } | { readonly problems: readonly string[] } {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only a preset of one's own needs it
    const { parsePreset, describePresetProblem } = require('../presets/parse') as typeof Parse;
    const parsed = parsePreset(JSON.parse(fileText(path)));
    return parsed.ok ? parsed : { problems: parsed.problems.map(describePresetProblem) };
  } catch (error) {
    return { problems: [`cannot be read: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
