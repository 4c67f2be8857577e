import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Exchange, GATEWAY } from '../../examples/frame';
import { getJson } from '../clients/json';
import { prometheusClient } from '../clients/prometheus';
import { spansOfTrace, type StoredSpan } from '../clients/tempo';
import { askEndpoints } from '../proofs/endpoints';
import { sampledFamilies } from '../proofs/metrics';
import type { ProofRow } from '../proofs/row';
import { sendTracedRequest } from '../proofs/trace';
import { eventually } from '../proofs/eventually';
import type { RunningStack } from '../running-stack';
import type { RunRecord } from './record';
import { presetVersion } from './version';

const TIMEOUT_MS = 30_000;

/**
 * Looks at a running stack, whose proofs are done, for everything that a record holds.
 * @param exchanges of its scenario; their traces show which attributes spans have
 */
export async function observe(
  stack: RunningStack,
  rows: readonly ProofRow[],
  exchanges: readonly Exchange[],
): Promise<RunRecord> {
  const { preset, services, endpoints } = stack;
  const [spans, targets, lokiJobs, families, answers, logKeys] = await Promise.all([
    gatewaySpans(stack, exchanges),
    prometheusClient(endpoints.prometheus).targets(),
    lokiLabel(endpoints.loki, 'job'),
    sampledFamilies(stack),
    askEndpoints(stack),
    loggedKeys(stack),
  ]);
  const [first] = spans.filter(({ service }) => service === services.gateway);
  return {
    preset: preset.name,
    version: presetVersion(preset),
    checks: Object.fromEntries(rows.map(({ id, ok }) => [id, ok])),
    families,
    endpoints: answers,
    jobs: sorted(targets.filter(({ health }) => health === 'up').map(({ job }) => job)),
    resource: Object.fromEntries(
      Object.entries(first?.resource ?? {})
        .map(([key, value]) => [key, key in (preset.resource ?? {}) ? value : ''])
        .sort(),
    ),
    spanAttributes: sorted(spans.flatMap(({ attributes }) => attributes)),
    logKeys,
    lokiJobs,
  };
}

/** The gateway's spans of one more request, and of one of each route of the scenario. */
async function gatewaySpans(
  { endpoints, example, services }: RunningStack,
  exchanges: readonly Exchange[],
): Promise<readonly StoredSpan[]> {
  const own = async (traceId: string): Promise<readonly StoredSpan[]> =>
    (await spansOfTrace(endpoints.tempo, traceId)).filter(({ service }) => service === services.gateway);
  const traceId = await sendTracedRequest(endpoints.gateway, example.probe);
  const probe = await eventually(
    async () => {
      const spans = await own(traceId);
      return spans.length > 0 ? spans : undefined;
    },
    { what: `trace ${traceId} in Tempo`, timeoutMs: TIMEOUT_MS },
  );
  const ofRoutes = new Map(
    exchanges.filter(({ to }) => to === GATEWAY).map((one) => [`${one.method} ${one.route}`, one.traceId]),
  );
  return [...probe, ...(await Promise.all([...ofRoutes.values()].map(own))).flat()];
}

async function lokiLabel(loki: string, label: string): Promise<readonly string[]> {
  const { data = [] } = await getJson<{ data?: string[] }>(`${loki}/loki/api/v1/label/${label}/values`);
  return sorted(data);
}

/** Keys of the last line in the gateway's log that is JSON and belongs to a trace. */
async function loggedKeys({ directory, preset }: RunningStack): Promise<readonly string[]> {
  const text = await readFile(join(directory, 'logs', `${GATEWAY}.log`), 'utf8');
  const traceKey = preset.logs?.keys.traceId ?? 'trace_id';
  const line = text.split('\n').findLast((one) => one.startsWith('{') && one.includes(`"${traceKey}"`));
  return line === undefined ? [] : sorted(Object.keys(JSON.parse(line) as object));
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
