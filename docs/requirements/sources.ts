import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 of the text that describes each system. A text is known by its content, whatever its file is called. */
export const SOURCES = {
  beamline: '7e9f67d543e3e102ba2097a3f6656bdf6f76467014d44dd8c7e30162d5b03a21',
  gatewayz: '0392ba0c8fce7d99929c06699cb7f54ecf25bfc5e5176e5745b47da425f21a44',
  'warehouse-hub': '680089a063345ceb03696e591a04ca0320cb038de117f399d0d844fd037a38a1',
  eucora: 'dfeb9b4732645c5367b00d54c2580eecde7e9c89d44d66a4cfa5952376657801',
  'api-gateway': '049b8edc8c5ee82b6c043ba16d0fe272919cc92e3f79070e2083218b53b97c9f',
} as const;
export type SourcePreset = keyof typeof SOURCES;

/** Presets that answer a source text. */
export const SOURCE_PRESETS = Object.keys(SOURCES) as SourcePreset[];

/** Variable that names the folder with the source texts; they are not part of the repository. */
export const SOURCES_VARIABLE = 'GATEWATCH_SEEDS';

/** The source texts by preset, or why they are not at hand. */
export type SourceTexts =
  | { readonly found: true; readonly texts: ReadonlyMap<SourcePreset, string> }
  | { readonly found: false; readonly reason: string };

/**
 * Reads the source texts from a folder.
 * @param folder value of {@link SOURCES_VARIABLE}
 * @throws Error naming every preset whose text is not in the folder.
 */
export function readSources(folder: string | undefined): SourceTexts {
  if (folder === undefined || folder === '')
    return { found: false, reason: `${SOURCES_VARIABLE} is not set` };
  if (!existsSync(folder)) {
    return { found: false, reason: `${SOURCES_VARIABLE}=${folder}: there is no such folder` };
  }
  const byHash = new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => readFileSync(join(folder, name), 'utf8'))
      .map((text) => [createHash('sha256').update(text).digest('hex'), text]),
  );
  const missing = SOURCE_PRESETS.filter((preset) => !byHash.has(SOURCES[preset]));
  if (missing.length > 0) {
    throw new Error(
      `${SOURCES_VARIABLE}=${folder}: no file has the content on which the requirements of ${missing.join(', ')} rest; ` +
        'a text that has changed must be classed again',
    );
  }
  return {
    found: true,
    texts: new Map(SOURCE_PRESETS.map((preset) => [preset, byHash.get(SOURCES[preset]) ?? ''])),
  };
}

/** The committed files of a preset. */
export function readRequirementFiles(preset: SourcePreset): {
  readonly ledger: string;
  readonly classification: string;
} {
  const read = (name: string) => readFileSync(join(__dirname, name), 'utf8');
  return { ledger: read(`${preset}.tsv`), classification: read(`${preset}.lines.tsv`) };
}
