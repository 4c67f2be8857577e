import { Command, Option } from 'commander';
import { SOURCE_PRESETS, type SourcePreset } from '../requirements/sources';
import { countRows, countsText, strictlyUnmet } from './counts';
import { coverage } from './coverage';

interface Options {
  readonly strict?: true;
  readonly preset?: SourcePreset;
  readonly unmet?: true;
}

/** Prints how much of what each system demands is met; exits 1 if a strict run finds something that is not. */
async function main(): Promise<number> {
  const options = new Command('npm run coverage --')
    .description(
      'How much of what the systems behind the presets demand is met. `npm run docs` writes the pages.',
    )
    .option('--strict', 'exit with 1 if a row of any kind but alert and panel is unmet')
    .addOption(new Option('--preset <name>', 'only this preset').choices(SOURCE_PRESETS))
    .option('--unmet', 'list the rows that are not met')
    .parse()
    .opts<Options>();
  let unmet = 0;
  for (const preset of options.preset === undefined ? SOURCE_PRESETS : [options.preset]) {
    const rows = await coverage(preset);
    const counts = countRows(rows);
    unmet += strictlyUnmet(counts);
    process.stdout.write(`${countsText(preset, counts)}\n`);
    if (options.unmet !== true) continue;
    for (const { requirement, status, reason } of rows) {
      if (status === 'unmet') process.stdout.write(`  ${requirement.id} ${requirement.kind}: ${reason}\n`);
    }
  }
  return options.strict === true && unmet > 0 ? 1 : 0;
}

void main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
