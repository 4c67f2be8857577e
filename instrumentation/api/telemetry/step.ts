import type { LabelKey, MetricId, MetricIdOf, UnitOf, ValueOf } from '../../contract';
import type { Property, PropertyValue } from './property';
import type { Measure } from './units';

/** How a step gets its value: 1, a number of the input in the metric's unit, or 1 for true and 0 for false. */
export type StepKind = 'count' | 'measure' | 'flag';

/** What a helper does to one metric. Pure data; the types of a helper's input follow from its steps. */
export interface Step<
  I extends MetricId = MetricId,
  F extends string | undefined = string | undefined,
  X extends string = string,
  K extends StepKind = StepKind,
  O extends boolean = boolean,
> {
  readonly id: I;
  readonly kind: K;
  /** Property of the input that holds the value. */
  readonly field: F;
  /** Labels whose value the helper itself states, by key. */
  readonly fixed: { readonly [P in X]: string };
  /** True: left out where the input lacks the value or a label. */
  readonly optional: O;
}

type Fixed<I extends MetricId, X extends LabelKey<I>> = { readonly [P in X]: ValueOf<I, P> };

/** Adds 1 to a counter. */
export function count<I extends MetricIdOf<'counter'>>(id: I): Step<I, undefined, never, 'count', false>;
export function count<I extends MetricIdOf<'counter'>, X extends LabelKey<I>>(
  id: I,
  fixed: Fixed<I, X>,
): Step<I, undefined, X, 'count', false>;
export function count(id: MetricId, fixed: Readonly<Record<string, string>> = {}): Step {
  return { id, kind: 'count', field: undefined, fixed, optional: false };
}

/** Records `input[field]`: adds it to a counter, sets a gauge to it, puts it into a histogram. */
export function measure<F extends string, I extends MetricId>(
  field: F,
  id: I,
): Step<I, F, never, 'measure', false>;
export function measure<F extends string, I extends MetricId, X extends LabelKey<I>>(
  field: F,
  id: I,
  fixed: Fixed<I, X>,
): Step<I, F, X, 'measure', false>;
export function measure(field: string, id: MetricId, fixed: Readonly<Record<string, string>> = {}): Step {
  return { id, kind: 'measure', field, fixed, optional: false };
}

/** Sets a gauge to 1 if `input[field]` is true, else to 0. */
export function flag<F extends string, I extends MetricIdOf<'gauge'>>(
  field: F,
  id: I,
): Step<I, F, never, 'flag', false> {
  return { id, kind: 'flag', field, fixed: {}, optional: false };
}

/** The same step, left out where the input lacks its value or one of its labels. */
export function optional<
  I extends MetricId,
  F extends string | undefined,
  X extends string,
  K extends StepKind,
>(one: Step<I, F, X, K, false>): Step<I, F, X, K, true> {
  return { ...one, optional: true };
}

type LabelsOf<S extends Step> = {
  readonly [K in Exclude<LabelKey<S['id']>, keyof S['fixed']> as Property<K>]: PropertyValue<S['id'], K>;
};
type FieldOf<S extends Step> = S['field'] extends string
  ? { readonly [P in S['field']]: S['kind'] extends 'flag' ? boolean : Measure<UnitOf<S['id']>> }
  : unknown;
type Needs<S> = Intersection<S extends Step ? LabelsOf<S> & FieldOf<S> : never>;
type Intersection<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer A) => void
  ? A
  : never;
type Only<S extends Step, O extends boolean> = S extends { readonly optional: O } ? S : never;
type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** What a helper of these steps is given: each label and each value once. */
export type Input<S extends readonly Step[]> = Needs<Only<S[number], false>> &
  Loose<Omit<Needs<Only<S[number], true>>, keyof Needs<Only<S[number], false>>>> extends infer All
  ? // Written out, so that an editor shows the properties and not how they came about.
    { [K in keyof All]: All[K] }
  : never;
