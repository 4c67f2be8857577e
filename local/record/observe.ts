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
import { guidesOf } from '../guides/guide';
import type { RunningStack } from '../running-stack';
import { panelVersions } from './panels';
import type { RunRecord } from './record';
import { SEED_CHECKS } from '../verify/checks';
import { runSeedChecks, type SeedCheckResult } from '../verify/run-checks';
import { seedCheckKey } from '../verify/seed-check';
import { logForm } from './log-form';
import { routeAnswers } from './routes';
import { presetVersion } from './version';

const TIMEOUT_MS = 30_000;

/**
 * Looks at a running stack, whose proofs are done, for everything that a record holds.
 * @param exchanges of its scenario; their traces show which attributes spans have, they what its routes answer
 * @param onSeedCheck told of each check that the text lists, as it ends
 */
export async function observe(
  stack: RunningStack,
  rows: readonly ProofRow[],
  exchanges: readonly Exchange[],
  onSeedCheck: (result: SeedCheckResult) => void,
): Promise<RunRecord> {
  const { preset, services, endpoints } = stack;
  const seedChecks = await runSeedChecks(stack, SEED_CHECKS[preset.name] ?? [], { onResult: onSeedCheck });
  const [spans, targets, lokiJobs, families, answers, logLine, recorded] = await Promise.all([
    gatewaySpans(stack, exchanges),
    prometheusClient(endpoints.prometheus).targets(),
    lokiLabel(endpoints.loki, 'job'),
    sampledFamilies(stack),
    askEndpoints(stack),
    loggedLine(stack),
    recordedSeries(stack),
  ]);
  const [first] = spans.filter(({ service }) => service === services.gateway);
  return {
    preset: preset.name,
    version: presetVersion(preset),
    checks: Object.fromEntries([
      ...rows.map(({ id, ok }) => [id, ok] as const),
      ...seedChecks.map(({ check, ok }) => [seedCheckKey(check.id), ok] as const),
    ]),
    families,
    endpoints: answers,
    routes: routeAnswers(exchanges),
    recorded,
    guides: Object.fromEntries(guidesOf(preset.name).map(({ name, hash }) => [name, hash])),
    jobs: sorted(targets.filter(({ health }) => health === 'up').map(({ job }) => job)),
    resource: Object.fromEntries(
      Object.entries(first?.resource ?? {})
        .map(([key, value]) => [key, key in (preset.resource ?? {}) ? value : ''])
        .sort(),
    ),
    spanAttributes: sorted(spans.flatMap(({ attributes }) => attributes)),
    logKeys: sorted(Object.keys(logLine)),
    logForms: Object.fromEntries(
      Object.entries(logLine)
        .map(([key, value]) => [key, logForm(value)] as const)
        .sort(),
    ),
    panels: rows.some(({ id, ok }) => id === 'panels' && ok) ? panelVersions(stack.boards) : {},
    lokiJobs,
  };
}

/** Recording rules whose series has a sample. */
async function recordedSeries({ alertGroups, endpoints }: RunningStack): Promise<readonly string[]> {
  const names = alertGroups.flatMap(({ records = [] }) => records.map(({ record }) => record));
  const prometheus = prometheusClient(endpoints.prometheus);
  const found = await Promise.all(
    names.map(async (name) => ((await prometheus.query(name)).length > 0 ? [name] : [])),
  );
  return sorted(found.flat());
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
    exchanges
      .filter(({ to, atRisk }) => to === GATEWAY && atRisk !== true)
      .map((one) => [`${one.method} ${one.route}`, one.traceId]),
  );
  return [...probe, ...(await Promise.all([...ofRoutes.values()].map(own))).flat()];
}

async function lokiLabel(loki: string, label: string): Promise<readonly string[]> {
  const { data = [] } = await getJson<{ data?: string[] }>(`${loki}/loki/api/v1/label/${label}/values`);
  return sorted(data);
}

/** The last line in the gateway's log that is JSON and belongs to a trace; empty if there is none. */
async function loggedLine({ directory, preset }: RunningStack): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(join(directory, 'logs', `${GATEWAY}.log`), 'utf8');
  const traceKey = preset.logs?.keys.traceId ?? 'trace_id';
  const line = text.split('\n').findLast((one) => one.startsWith('{') && one.includes(`"${traceKey}"`));
  return line === undefined ? {} : (JSON.parse(line) as Record<string, unknown>);
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
