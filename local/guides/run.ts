import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GATEWAY } from '../../examples/frame';
import { queryLogs } from '../clients/loki';
import { prometheusClient } from '../clients/prometheus';
import type { RunningStack } from '../running-stack';
import { adminToken } from '../proofs/admin-headers';
import { eventually } from '../proofs/eventually';
import { type GuideBlock, guidesOf } from './guide';

/** No command of a guide takes longer. */
const COMMAND_TIMEOUT_MS = 20_000;

/**
 * Carries out every command and query of the guides of the stack's preset, with the addresses of this run: commands have
 * to end with 0, queries to return something, unless they find something only in trouble.
 * @throws Error naming each that does not
 */
export async function proveGuides(stack: RunningStack, timeoutMs: number): Promise<string> {
  const sections = guidesOf(stack.preset.name);
  const problems: string[] = [];
  for (const { name, blocks } of sections) {
    for (const block of blocks) {
      await eventually(() => carryOut(stack, block), { what: block.text, timeoutMs }).catch(
        (error: Error) => void problems.push(`${name}: ${error.message}`),
      );
    }
  }
  if (problems.length > 0) throw new Error(problems.join('; '));
  const count = sections.flatMap(({ blocks }) => blocks).length;
  return `${count} commands and queries of ${sections.length} sections`;
}

/** @throws Error with what it gave in place of something */
async function carryOut(
  stack: RunningStack,
  { language, text, mayBeEmpty = false }: GuideBlock,
): Promise<true> {
  switch (language) {
    case 'sh':
      await command(stack, text);
      return true;
    case 'promql': {
      const found = await prometheusClient(stack.endpoints.prometheus).query(text);
      if (found.length > 0 || mayBeEmpty) return true;
      throw new Error('Prometheus returns nothing');
    }
    case 'logql': {
      const found = await queryLogs(stack.endpoints.loki, text);
      if (found.length > 0 || mayBeEmpty) return true;
      throw new Error('Loki returns nothing');
    }
  }
}

async function command(stack: RunningStack, text: string): Promise<void> {
  const env = { PATH: process.env['PATH'], ...guideVariables(stack), TOKEN: await adminToken(stack) };
  const options = { env, timeout: COMMAND_TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 };
  await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', text], options).catch(
    (error: Error & { stdout?: string; stderr?: string }) => {
      const said = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim().slice(-300);
      throw new Error(`${error.message.split('\n', 1)[0]?.slice(0, 80)}: ${said}`);
    },
  );
}

/** What a reader exports once, with the addresses of their own. */
function guideVariables({ endpoints, directory }: RunningStack): Readonly<Record<string, string>> {
  return {
    GATEWAY: endpoints.gateway,
    ADMIN: endpoints.gatewayAdmin,
    PROMETHEUS: endpoints.prometheus,
    ALERTMANAGER: endpoints.alertmanager,
    TEMPO: endpoints.tempo,
    LOKI: endpoints.loki,
    OTLP: endpoints.otlpHttp,
    COLLECTOR: endpoints.collectorMetrics,
    LOG: join(directory, 'logs', `${GATEWAY}.log`),
  };
}
