import {
  ask,
  type Answer,
  type Asking,
  type Board,
  type Choice,
  queryOf,
  resolveVariables,
  type Target,
  targets,
  variableValues,
} from '../../dashboards';
import { type MetricId } from '../../instrumentation/contract';
import { type RunningStack } from '../running-stack';
import { excuseOf, type Excuse } from './excused';
import { type Check, type Outcome } from './outcome';
import { verdict } from './verdict';

/** A query that takes longer is too slow for a board. */
export const SLOWEST_MS = 1000;

/** Queries under way at a time: as many as a browser would send for a board. */
const AT_A_TIME = 6;

/** A panel of usual width. */
const POINTS = 300;

/** When and under which choice the targets of boards are asked. */
export interface Round {
  readonly check: Check;
  /** `All`, or the tenant that is chosen. */
  readonly name: string;
  readonly choice: Choice;
  /** Length of the range that ends now. */
  readonly seconds: number;
}

/** The surroundings of a query on the running stack. */
export function askingOf(stack: RunningStack, seconds: number): Omit<Asking, 'variables'> {
  const to = Date.now() / 1000;
  const { prometheus, loki, tempo } = stack.endpoints;
  return {
    urls: { prometheus, loki, tempo },
    range: { from: to - seconds, to },
    points: POINTS,
    scrapeInterval: `${stack.scrapeIntervalSeconds}s`,
  };
}

/**
 * Asks every target of the boards that the round's check is about, and judges the answers. Targets that come to the same
 * query share its answer.
 */
export async function askTargets(
  stack: RunningStack,
  boards: readonly Board[],
  { check, name, choice, seconds }: Round,
  excuses: readonly Excuse[],
): Promise<readonly Outcome[]> {
  const today = new Date().toISOString().slice(0, 10);
  const asked = new Map<string, Promise<{ answer: Answer | Error; milliseconds: number }>>();
  const turns = turnstile(AT_A_TIME);
  const asking = askingOf(stack, seconds);
  const outcomes = boards.map(async (board) => {
    const variables = variableValues(board, await resolveVariables(board, choice, asking));
    const wanted = targets(board).filter((target) => isAbout(check, board, target));
    return wanted.map(async (target): Promise<Outcome> => {
      const base = { target, check, choice: name };
      if (target.excused !== undefined) {
        return { ...base, ok: false, detail: 'not asked', milliseconds: 0, excuse: target.excused };
      }
      const own = { ...asking, variables };
      const key = `${target.datasource} ${target.mode} ${attempt(() => queryOf(target, own).expr)}`;
      const answered = asked.get(key) ?? turns(() => quickest(() => ask(target, own)));
      asked.set(key, answered);
      const { answer, milliseconds } = await answered;
      const found =
        answer instanceof Error ? { ok: false, detail: answer.message } : verdict(check, target, answer);
      const excuse = found.ok ? undefined : excuseOf(base, stack.preset.name, excuses, today);
      return { ...base, ...found, milliseconds, ...(excuse === undefined ? {} : { excuse }) };
    });
  });
  return Promise.all((await Promise.all(outcomes)).flat());
}

/** Metrics that requests move which fail behind the gateway: the fault of a run. Other faults have proofs of their own. */
const MOVED_BY_FAULT: readonly MetricId[] = ['http.requests', 'http.client.request.duration'];

/**
 * What a query narrows to that an upstream's 503 does not cause: refusals, requests that are malformed, late or given up,
 * masked values.
 */
const OF_OTHER_FAULTS = /="(?:4\d\d|malformed|timeout|client_aborted)"|\*\*\*\*/;

function isAbout(
  check: Check,
  { scope }: Board,
  { datasource, expr, quietWhenHealthy, uses }: Target,
): boolean {
  if (check === 'data') return true;
  if (check === 'quiet' || !quietWhenHealthy) return quietWhenHealthy;
  const isMoved = uses.some(({ id }) => MOVED_BY_FAULT.includes(id));
  return scope === 'gateways' && (datasource === 'loki' || isMoved) && !OF_OTHER_FAULTS.test(expr);
}

function attempt(text: () => string): string {
  try {
    return text();
  } catch (error) {
    return (error as Error).message;
  }
}

/** Other work of the machine may hold up any query: one that is slow is asked once more, and the quicker answer counts. */
async function quickest<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const first = await timed(work);
  if (first.milliseconds <= SLOWEST_MS) return first;
  const second = await timed(work);
  return second.milliseconds < first.milliseconds ? second : first;
}

interface Timed<T> {
  readonly answer: T | Error;
  readonly milliseconds: number;
}

async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const begun = performance.now();
  const answer = await work().catch((error: Error) => error);
  return { answer, milliseconds: performance.now() - begun };
}

/** Lets so many through at a time, in the order of their arrival. */
function turnstile(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    inside += 1;
    try {
      return await work();
    } finally {
      inside -= 1;
      waiting.shift()?.();
    }
  };
}
