import { SOURCE_PRESETS } from '../requirements/sources';
import { coverage } from './coverage';
import { coveragePage } from './page';
import { presetFacts } from './preset-facts';

/** Every coverage page by file name in `docs`. */
export async function coveragePages(): Promise<Readonly<Record<string, string>>> {
  const pages = SOURCE_PRESETS.map(async (preset) => [
    `coverage/${preset}.md`,
    coveragePage(preset, await coverage(preset), (await presetFacts(preset)).record?.checks),
  ]);
  return Object.fromEntries(await Promise.all(pages)) as Record<string, string>;
}
