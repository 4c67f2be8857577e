import type { SamplingControl } from '../tracing';
import { parseJson } from './body';
import { json, Refusal } from './response';
import type { AdminRoute } from './routes';

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
