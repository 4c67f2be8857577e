import type { Readable } from 'node:stream';
import type * as Stream from 'node:stream';

/** Told how a piece of work ended, once. */
export interface Ending {
  succeeded(): void;
  failed(error: unknown): void;
}

/** Runs code as part of the work: with its span as the active one. */
export type Within = <R>(run: () => R) => R;

/**
 * Follows a result until the work behind it has ended: a promise until it is settled, a generator until it is used up
 * or given up, a readable stream of Node.js until it has ended; anything else has ended already. A web stream counts as
 * ended, too: to look into one would mean to consume it.
 * @returns what stands for the result, with the same values and errors
 */
export function follow<T>(result: T, ending: Ending, within: Within): T {
  if (isThenable(result)) {
    // Not its own `then`: that of a query builder runs the query each time.
    return Promise.resolve(result).then(
      (value) => {
        ending.succeeded();
        return value;
      },
      (error: unknown) => {
        ending.failed(error);
        throw error;
      },
    ) as T;
  }
  if (isGenerator(result)) return followGenerator(result, ending, within) as T;
  if (isReadable(result)) followStream(result, ending);
  else ending.succeeded();
  return result;
}

type AnyGenerator = Generator | AsyncGenerator;
type Step = IteratorResult<unknown>;

/** Each step runs within the work: a generator does nothing by itself. */
function followGenerator(generator: AnyGenerator, ending: Ending, within: Within): AnyGenerator {
  let isOpen = true;
  const end = (tell: () => void): void => {
    if (isOpen) tell();
    isOpen = false;
  };
  const fail = (error: unknown): never => {
    end(() => ending.failed(error));
    throw error;
  };
  const look = (step: Step): Step => {
    if (step.done === true) end(() => ending.succeeded());
    return step;
  };
  const stepped = (method: 'next' | 'return' | 'throw') => (value: unknown) =>
    within(() => {
      let step: Step | Promise<Step>;
      try {
        step = generator[method](value as never) as Step | Promise<Step>;
      } catch (error) {
        return fail(error);
      }
      return isThenable(step) ? step.then(look, fail) : look(step);
    });
  const followed = Object.create(Object.getPrototypeOf(generator) as object) as AnyGenerator;
  return Object.assign(followed, {
    next: stepped('next'),
    return: stepped('return'),
    throw: stepped('throw'),
  });
}

function followStream(stream: Readable, ending: Ending): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- few operations return a stream
  const { finished } = require('node:stream') as typeof Stream;
  finished(stream, { writable: false }, (error) => {
    if (error) ending.failed(error);
    else ending.succeeded();
  });
}

function isThenable<T>(value: T): value is T & Promise<Awaited<T>> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

function isGenerator(value: unknown): value is AnyGenerator {
  const tag = Object.prototype.toString.call(value);
  return tag === '[object Generator]' || tag === '[object AsyncGenerator]';
}

function isReadable(value: unknown): value is Readable {
  const stream = value as Partial<Readable> | null | undefined;
  return typeof stream?.read === 'function' && typeof stream.on === 'function' && 'readableEnded' in stream;
}
