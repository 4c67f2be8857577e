import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import { ROOT } from '../stack/layout';
import { adminToken } from './admin-headers';
import { eventually } from './eventually';

/** A command or a query of a guide. */
export interface GuideBlock {
  /** File below `docs`, and the line that the block begins in. */
  readonly at: string;
  readonly kind: 'sh' | 'promql';
  /** A query that has to find something; others may find that nothing is wrong. */
  readonly hasData: boolean;
  readonly text: string;
}

const DOCS = join(ROOT, 'docs');
const COMMAND_MS = 20_000;

/** The guides, as paths below `docs`. */
export function guideFiles(): readonly string[] {
  const guides = readdirSync(join(DOCS, 'troubleshooting')).filter((name) => name.endsWith('.md'));
  return ['overview.md', ...guides.sort().map((name) => join('troubleshooting', name))];
}

/** What stands in fenced blocks marked `sh`, `promql` or `promql data`, in the order of the text. */
export function guideBlocks(file: string, markdown: string): readonly GuideBlock[] {
  const found = markdown.matchAll(/^```(sh|promql)( data)?\n([\s\S]*?)\n```$/gm);
  return [...found].map((match) => ({
    at: `${file}:${markdown.slice(0, match.index).split('\n').length + 1}`,
    kind: match[1] as GuideBlock['kind'],
    hasData: match[2] !== undefined,
    text: match[3] ?? '',
  }));
}

/**
 * Runs every command and every query of the guides as it stands there, with the addresses of this run: commands end with
 * 0, queries are taken, and find what they promise to find.
 * @throws Error naming each that does not
 */
export async function proveGuides(stack: RunningStack, timeoutMs: number): Promise<string> {
  const env = await environment(stack);
  const prometheus = prometheusClient(stack.endpoints.prometheus);
  const blocks = guideFiles().flatMap((file) => guideBlocks(file, readFileSync(join(DOCS, file), 'utf8')));
  const problems: string[] = [];
  for (const { at, kind, hasData, text } of blocks) {
    const run = async (): Promise<true | undefined> => {
      if (kind === 'sh') {
        await promisify(execFile)('sh', ['-c', text], { env, timeout: COMMAND_MS });
        return true;
      }
      const series = await prometheus.query(text);
      return !hasData || series.length > 0 ? true : undefined;
    };
    const patience = { what: `an answer to ${text}`, timeoutMs: kind === 'sh' ? 0 : timeoutMs };
    await eventually(run, patience).catch((error: Error) => problems.push(`${at}: ${error.message}`));
  }
  if (problems.length > 0) throw new Error(problems.join('; '));
  const commands = blocks.filter(({ kind }) => kind === 'sh').length;
  return `${commands} commands and ${blocks.length - commands} queries of ${guideFiles().length} guides`;
}

/** The variables that the guides read. */
async function environment(stack: RunningStack): Promise<NodeJS.ProcessEnv> {
  const { prometheus, alertmanager, tempo, loki, collectorMetrics, gateway, gatewayAdmin } = stack.endpoints;
  return {
    PATH: process.env['PATH'],
    GATEWAY: gateway,
    ADMIN: gatewayAdmin,
    TOKEN: await adminToken(stack),
    PROMETHEUS: prometheus,
    ALERTMANAGER: alertmanager,
    TEMPO: tempo,
    LOKI: loki,
    COLLECTOR: collectorMetrics,
  };
}
