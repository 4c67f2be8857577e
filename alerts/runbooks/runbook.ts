import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Headings that every runbook has, in this order. */
export const HEADINGS = ['Meaning', 'Impact', 'Diagnosis', 'Mitigation'] as const;

/** A runbook page. */
export interface Runbook {
  /** Name of the alert, which is the name of the file. */
  readonly alert: string;
  /** The first-level heading. */
  readonly title: string;
  /** Text of each second-level section by heading, in the order of the page. */
  readonly sections: ReadonlyMap<string, string>;
  /** PromQL of the blocks marked as such. */
  readonly queries: readonly string[];
}

/** The runbook in a Markdown text. */
export function parseRunbook(alert: string, markdown: string): Runbook {
  const [head = '', ...parts] = markdown.split(/^## /m);
  return {
    alert,
    title: /^# (.+)$/m.exec(head)?.[1] ?? '',
    sections: new Map(parts.map((part) => sectionOf(part))),
    queries: [...markdown.matchAll(/^```promql\n([^]*?)\n```$/gm)].map(([, query]) => query ?? ''),
  };
}

/** Every runbook of this folder, by name. */
export function readRunbooks(folder: string = __dirname): readonly Runbook[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => parseRunbook(file.slice(0, -'.md'.length), readFileSync(join(folder, file), 'utf8')));
}

function sectionOf(part: string): readonly [heading: string, text: string] {
  const [heading = '', ...lines] = part.split('\n');
  return [heading, lines.join('\n').trim()];
}
