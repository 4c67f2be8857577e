import { parseJson } from './body';
import { json, Refusal } from './response';
import type { AdminRoute } from './routes';

/** What the admin port needs of the sampler. */
export interface SamplingControl {
  /** The rules in force, as JSON. */
  get(): unknown;
  /** Replaces the rules if they are fit for use; else everything that is wrong with them, one line each. */
  set(rules: unknown): readonly string[];
}

/** Reads and changes how requests are sampled, for this process and until it ends. */
export function samplingRoute(control: SamplingControl): AdminRoute {
  return {
    access: 'guarded',
    methods: {
      GET: () => json(200, control.get()),
      PUT: async ({ body }) => {
        const problems = control.set(parseJson(await body()));
        if (problems.length > 0) throw new Refusal(json(422, { error: 'nothing was changed', problems }));
        return json(200, control.get());
      },
    },
  };
}

/** The sampling control of a tracer that has one. */
export function samplingOf(tracing: object | undefined): SamplingControl | undefined {
  const { sampling } = (tracing ?? {}) as { sampling?: Partial<SamplingControl> };
  const isControl = typeof sampling?.get === 'function' && typeof sampling.set === 'function';
  return isControl ? (sampling as SamplingControl) : undefined;
}
