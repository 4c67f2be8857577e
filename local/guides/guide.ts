import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../stack/layout';

/** Languages of the blocks that a run carries out; others (`console`, `mermaid`, …) are for readers alone. */
const RUN_LANGUAGES = ['sh', 'promql', 'logql'] as const;

/** Something that a guide tells its readers to run. */
export interface GuideBlock {
  readonly language: (typeof RUN_LANGUAGES)[number];
  readonly text: string;
  /** True for a query that finds something only in trouble; its fence says `promql quiet`. */
  readonly mayBeEmpty?: boolean;
}

/** Guides of every preset, below `docs/monitoring`. */
const GENERAL = ['README', 'no-metrics', 'no-traces', 'no-alerts', 'resources'];

/** A section of a guide with what it tells to run. */
export interface GuideSection {
  /** `FILE#TITLE`, as evidence cites it. */
  readonly name: string;
  readonly blocks: readonly GuideBlock[];
  /** Of the blocks: what was carried out says nothing about others. */
  readonly hash: string;
}

/** Guides of a preset: those of all of them, and its own if there is one. */
export function guidesOf(preset: string): readonly GuideSection[] {
  return [...GENERAL, preset]
    .map((name) => `docs/monitoring/${name}.md`)
    .filter((file) => existsSync(join(ROOT, file)))
    .flatMap(readGuide);
}

/** The sections of a guide that have something to run. @param file relative to the root of the repository */
export function readGuide(file: string): readonly GuideSection[] {
  return parseGuide(file, readFileSync(join(ROOT, file), 'utf8'));
}

/** Sections begin at headings of the second level. */
export function parseGuide(file: string, markdown: string): readonly GuideSection[] {
  const [, ...sections] = markdown.split(/^## /m);
  return sections.flatMap((section) => {
    const title = section.slice(0, section.indexOf('\n')).trim();
    // A block in a list is as far to the right as its fence.
    const blocks = [...section.matchAll(/^( *)```(\w+)( quiet)?\n(.*?)^\1```$/gms)].flatMap(
      ([, indent = '', language, quiet, text = '']) => {
        const known = RUN_LANGUAGES.find((one) => one === language);
        const plain = text.replaceAll(new RegExp(`^${indent}`, 'gm'), '').trim();
        const mayBeEmpty = quiet === undefined ? {} : { mayBeEmpty: true };
        return known === undefined ? [] : [{ language: known, text: plain, ...mayBeEmpty }];
      },
    );
    const hash = createHash('sha256').update(JSON.stringify(blocks)).digest('hex').slice(0, 16);
    return blocks.length === 0 ? [] : [{ name: `${file}#${title}`, blocks, hash }];
  });
}
