import type { Exchange, KillStep, Ledgers, Note, RequestStep, Step, StepClient } from '../../examples/frame';
import { eventually } from '../proofs/eventually';
import type { RunningStack } from '../running-stack';
import { exchange } from './exchange';
import { type Kill, killDuring } from './kill';
import { settled } from './settled';
import { stubLedgers } from './stub-ledgers';

/** A custom step waits so long for what it caused. */
const PATIENCE_MS = 30_000;

/** A process that was restarted: what it counted before and after are two lives of its counters. */
export interface Restart {
  readonly part: string;
  /** Unix time in seconds at which it was down. */
  readonly at: number;
}

/** What became of a scenario. */
export interface ScenarioResult {
  readonly ledgers: Ledgers;
  /** Every time that a part was down, in order. */
  readonly restarts: readonly Restart[];
  readonly kills: readonly Kill[];
  /** What was done, for the table of a check. */
  readonly summary: string;
}

/**
 * Runs the steps one after the other, and gathers the ledgers.
 * @throws Error naming every request whose answer was not the one expected, or the step that failed
 */
export async function runScenario(stack: RunningStack, signal?: AbortSignal): Promise<ScenarioResult> {
  const exchanges: Exchange[] = [];
  const notes: Note[] = [];
  const restarts: Restart[] = [];
  const kills: Kill[] = [];
  const unexpected: string[] = [];
  const expectStatus = ({ method, path, status, body }: Exchange, wanted: Exchange['status']): void => {
    if (status === wanted) return;
    unexpected.push(`${method} ${path}: ${status} in place of ${wanted}: ${body.slice(0, 120)}`);
  };
  const send = async (step: Omit<RequestStep, 'kind'>, repetition = 0): Promise<Exchange> => {
    const path = typeof step.path === 'string' ? step.path : step.path(repetition);
    const found = await exchange(stack.at.url(step.to ?? 'gateway'), { ...step, path });
    exchanges.push(found);
    expectStatus(found, step.status);
    return found;
  };
  const snapshot = async (): Promise<Ledgers> => ({
    exchanges: [...exchanges],
    notes: [...notes],
    stub: await stubLedgers(stack),
  });
  const takeKill = async (step: KillStep): Promise<void> => {
    const { during } = step;
    const path = (i: number): string => (typeof during.path === 'string' ? during.path : during.path(i));
    const sendAtRisk = async (i: number): Promise<Exchange> => {
      const found = await exchange(stack.at.url(during.to ?? 'gateway'), { ...during, path: path(i) });
      exchanges.push({ ...found, atRisk: true });
      if (typeof found.status === 'number') expectStatus(found, during.status);
      return found;
    };
    const kill = await killDuring(step, { stack, signal, send: sendAtRisk, snapshot });
    kills.push(kill);
    restarts.push({ part: kill.part, at: kill.at });
  };
  const client: StepClient = {
    url: stack.at.url,
    send,
    note: (name, labels, amount = 1) => void notes.push({ name, labels, amount }),
    until: async (what, isTrue) => {
      const attempt = async (): Promise<true | undefined> => ((await isTrue()) ? true : undefined);
      await eventually(attempt, { what, timeoutMs: PATIENCE_MS, signal });
    },
  };
  const take = async (step: Step): Promise<void> => {
    signal?.throwIfAborted();
    if (step.kind === 'request') await repeat(step, send);
    else if (step.kind === 'custom') await step.run(client).catch(named(step.name));
    else if (step.kind === 'kill') await takeKill(step);
    else {
      await settled(stack, signal);
      await stack.restart(step.part, step.signal, (at) => restarts.push({ part: step.part, at }));
    }
  };

  for (const step of stack.example.scenario) await take(step);
  if (unexpected.length > 0) throw new Error(unexpected.join('; '));
  await settled(stack, signal);
  return {
    ledgers: await snapshot(),
    restarts,
    kills,
    summary: `${stack.example.scenario.length} steps, ${exchanges.length} requests, ${restarts.length} restarts, ${kills.length} of them by kill -9`,
  };
}

function named(step: string): (error: unknown) => never {
  return (error) => {
    throw new Error(`step "${step}": ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  };
}

async function repeat(
  step: RequestStep,
  send: (step: RequestStep, repetition: number) => Promise<Exchange>,
): Promise<void> {
  const { times = 1, atOnce = 1 } = step;
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < times; i = next++) await send(step, i);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, times) }, lane));
}
