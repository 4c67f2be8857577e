import type { Exchange, Ledgers, Note, RequestStep, Step, StepClient } from '../../examples/frame';
import { getJson } from '../clients/json';
import { eventually } from '../proofs/eventually';
import type { RunningStack } from '../running-stack';
import { exchange } from './exchange';
import { settled } from './settled';

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
  readonly restarts: readonly Restart[];
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
  const unexpected: string[] = [];
  const send = async (step: Omit<RequestStep, 'kind'>, repetition = 0): Promise<Exchange> => {
    const path = typeof step.path === 'string' ? step.path : step.path(repetition);
    const found = await exchange(stack.at.url(step.to ?? 'gateway'), { ...step, path });
    exchanges.push(found);
    if (found.status !== step.status) {
      unexpected.push(
        `${found.method} ${found.path}: ${found.status} in place of ${step.status}: ${found.body.slice(0, 120)}`,
      );
    }
    return found;
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
    else {
      await settled(stack, signal);
      await stack.restart(step.part, step.signal, (at) => restarts.push({ part: step.part, at }));
    }
  };

  for (const step of stack.example.scenario) await take(step);
  if (unexpected.length > 0) throw new Error(unexpected.join('; '));
  await settled(stack, signal);
  const stubs = await stubLedgers(stack);
  return {
    ledgers: { exchanges, notes, stub: (name) => found(stubs, name) },
    restarts,
    summary: `${stack.example.scenario.length} steps, ${exchanges.length} requests, ${restarts.length} restarts`,
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

async function stubLedgers({ example, at }: RunningStack): Promise<ReadonlyMap<string, unknown>> {
  const keepers = example.processes.filter(({ ledgerPath }) => ledgerPath !== undefined);
  return new Map(
    await Promise.all(
      keepers.map(
        async ({ name, ledgerPath = '' }) =>
          [name, await getJson<unknown>(at.url(name) + ledgerPath)] as const,
      ),
    ),
  );
}

function found(stubs: ReadonlyMap<string, unknown>, name: string): unknown {
  if (stubs.has(name)) return stubs.get(name);
  throw new Error(`process "${name}" declares no ledgerPath; those that do: ${[...stubs.keys()].join(', ')}`);
}
