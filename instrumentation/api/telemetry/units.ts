import { performance } from 'node:perf_hooks';
import type { Unit } from '../../contract';

/**
 * A number in a unit of the contract. Only the functions of this file make one, so that milliseconds, or bytes, where
 * seconds are wanted do not compile. At run time it is a plain number.
 */
export type Measure<U extends Unit> = U extends '1' ? number : number & { readonly __unit: U };

export type Seconds = Measure<'seconds'>;
export type Bytes = Measure<'bytes'>;
export type Ratio = Measure<'ratio'>;
export type Percent = Measure<'percent'>;
export type Score = Measure<'score'>;
export type Dollars = Measure<'dollars'>;
export type TokensPerSecond = Measure<'tokens_per_second'>;
export type Timestamp = Measure<'timestamp'>;

const MILLISECONDS = 1000;

/** A duration that is given in seconds. */
export const seconds = (value: number): Seconds => value as Seconds;

/** A duration that is given in milliseconds, as seconds. */
export const milliseconds = (value: number): Seconds => (value / MILLISECONDS) as Seconds;

/** Time that has passed since `begin`, a value of `performance.now()`. */
export const since = (begin: number): Seconds => milliseconds(performance.now() - begin);

export const bytes = (value: number): Bytes => value as Bytes;

/** A share from 0 to 1. */
export const ratio = (value: number): Ratio => value as Ratio;

/** A share from 0 to 100. */
export const percent = (value: number): Percent => value as Percent;

/** Points from 0 to 100. */
export const score = (value: number): Score => value as Score;

/** US dollars. */
export const dollars = (value: number): Dollars => value as Dollars;

export const tokensPerSecond = (value: number): TokensPerSecond => value as TokensPerSecond;

/** A point in time; a number is one of `Date.now()`. */
export const timestamp = (at: Date | number): Timestamp => (Number(at) / MILLISECONDS) as Timestamp;
