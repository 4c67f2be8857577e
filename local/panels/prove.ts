import { setTimeout as delay } from 'node:timers/promises';
import { type Board, resolveVariables } from '../../dashboards';
import { eventually } from '../proofs/eventually';
import { type RunningStack } from '../running-stack';
import { runScenario } from '../scenario/run';
import { DEFAULT_RATE } from '../stack/example';
import { askingOf, askTargets, type Round } from './ask-targets';
import { alertsWithBoards, type Chain, chainOf } from './chain';
import { type Excuse } from './excused';
import { type Outcome } from './outcome';
import { type PercentileRow, percentileRows } from './percentiles';

/** What a proof of the panels of one preset found. */
export interface PanelProof {
  readonly preset: string;
  readonly boards: readonly Board[];
  /** `All`, and the tenants that were chosen one by one. */
  readonly choices: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly percentiles: readonly PercentileRow[];
  /** The ways from the alerts that were received to a log line. */
  readonly chains: readonly Chain[];
}

export interface ProveOptions {
  readonly excuses: readonly Excuse[];
  readonly signal?: AbortSignal;
  readonly onPhase?: (text: string) => void;
}

/** The window in which all is well: long enough for the rates of a stack that scrapes every second. */
const HEALTHY_SECONDS = 20;
/** Of it, the end is looked at: rates have forgotten the start. */
const HEALTHY_WINDOW_SECONDS = 8;
const PROBE_PAUSE_MS = 150;
/** Traffic before its percentiles are compared. */
const TRAFFIC_SECONDS = 30;
/** Until an alert was received, at most. */
const FAULT_SECONDS = 45;
/** Above the limit of every preset's alert about latency. */
const FAULT_LATENCY_MS = 4000;
/** How long what was just counted may take until every panel shows it. */
const PATIENCE_MS = 45_000;
const ALL = 'All';

/**
 * Every target of every board on a stack that was started quiet: in a window in which all is well, after the scenario for
 * All and for each tenant, and under a fault.
 * @throws Error if the scenario fails
 */
export async function provePanelMatrix(
  stack: RunningStack,
  { excuses, signal, onPhase = () => undefined }: ProveOptions,
): Promise<PanelProof> {
  const { boards } = stack;
  const round = (part: Omit<Round, 'choice' | 'name'>): Promise<readonly Outcome[]> =>
    settle(() => askTargets(stack, boards, { name: ALL, choice: {}, ...part }, excuses), signal);

  onPhase('all is well');
  await probeFor(stack, HEALTHY_SECONDS, signal);
  const quiet = await askTargets(
    stack,
    boards,
    { name: ALL, choice: {}, check: 'quiet', seconds: HEALTHY_WINDOW_SECONDS },
    excuses,
  );

  onPhase('scenario');
  const begun = Date.now() / 1000;
  const sinceThen = (): number => Math.ceil(Date.now() / 1000 - begun) + 1;
  await runScenario(stack, signal);
  onPhase('traffic');
  const trafficBegun = Date.now() / 1000;
  await stack.setRate(DEFAULT_RATE);
  await delay(TRAFFIC_SECONDS * 1000, undefined, signal === undefined ? {} : { signal });
  const percentiles = await percentileRows(stack, boards, Math.ceil(Date.now() / 1000 - trafficBegun));

  onPhase('errors');
  await stack.setFault({ errorRatio: 1, latencyMs: 0 });
  await alerted(stack, signal);
  const fault = await round({ check: 'fault', seconds: sinceThen() });
  const chains = await walkAll(stack, []);
  onPhase('latency');
  await stack.setFault({ errorRatio: 0, latencyMs: FAULT_LATENCY_MS });
  await alerted(stack, signal, chains.length + 1);
  chains.push(...(await walkAll(stack, chains)));
  await stack.clearFault();

  onPhase('every target');
  const tenants = await tenantsOf(stack, boards, sinceThen());
  const data = [await round({ check: 'data', seconds: sinceThen() })];
  for (const tenant of tenants) {
    const own = boards.filter(hasTenant);
    const part = { check: 'data', name: tenant, choice: { tenant: [tenant] }, seconds: sinceThen() } as const;
    data.push(await settle(() => askTargets(stack, own, part, excuses), signal));
  }
  return {
    preset: stack.preset.name,
    boards,
    choices: [ALL, ...tenants],
    outcomes: [...quiet, ...fault, ...data.flat()],
    percentiles,
    chains,
  };
}

/** Waits until so many alerts that boards watch were received; a preset may have fewer. */
async function alerted(stack: RunningStack, signal: AbortSignal | undefined, count = 1): Promise<void> {
  const attempt = () => Promise.resolve(alertsWithBoards(stack).length >= count ? true : undefined);
  await eventually(attempt, { what: 'alerts', timeoutMs: FAULT_SECONDS * 1000, signal }).catch(
    (error: unknown) => {
      if (signal?.aborted === true) throw error;
    },
  );
}

/** The ways of the alerts that were received and not yet walked. */
async function walkAll(stack: RunningStack, known: readonly Chain[]): Promise<Chain[]> {
  const chains: Chain[] = [];
  for (const alert of alertsWithBoards(stack)) {
    if (!known.some((chain) => chain.alert === alert.labels['alertname']))
      chains.push(await chainOf(stack, alert));
  }
  return chains;
}

/** Asks again until nothing fails any more, or patience ends; then what was found last counts. */
async function settle(
  attempt: () => Promise<readonly Outcome[]>,
  signal: AbortSignal | undefined,
): Promise<readonly Outcome[]> {
  let last: readonly Outcome[] = [];
  await eventually(
    async () => {
      last = await attempt();
      return last.every(({ ok, excuse }) => ok || excuse !== undefined) ? true : undefined;
    },
    { what: 'every target to have data', timeoutMs: PATIENCE_MS, signal },
  ).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
  });
  return last;
}

/** Requests that go well, one after the other. */
async function probeFor(
  stack: RunningStack,
  seconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { path, headers = {} } = stack.example.probe;
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    signal?.throwIfAborted();
    const response = await fetch(stack.endpoints.gateway + path, {
      headers,
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();
    if (response.status >= 500)
      throw new Error(`GET ${path} of the gateway: ${response.status} while all is well`);
    await delay(PROBE_PAUSE_MS, undefined, signal === undefined ? {} : { signal });
  }
}

function hasTenant({ model }: Board): boolean {
  return (model.templating.list ?? []).some(({ name }) => name === 'tenant');
}

/** Tenants that the boards offer; none where the preset has no tenants. */
async function tenantsOf(
  stack: RunningStack,
  boards: readonly Board[],
  seconds: number,
): Promise<readonly string[]> {
  const offered = boards.filter(hasTenant).map(async (board) => {
    const variables = await resolveVariables(board, {}, askingOf(stack, seconds));
    return variables.find(({ name }) => name === 'tenant')?.options ?? [];
  });
  return [...new Set((await Promise.all(offered)).flat())].filter((value) => value !== '$__all').sort();
}
