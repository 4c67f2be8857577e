/** Undoes what was done, last first. */
export interface Teardown {
  /** Adds a step; if the teardown has begun already, the step runs now. */
  add(step: () => Promise<void>): Promise<void>;
  /** Runs all steps. A further call waits for the first, and runs what came since. */
  run(): Promise<void>;
}

export function createTeardown(): Teardown {
  const steps: (() => Promise<void>)[] = [];
  let begun: Promise<void> | undefined;
  const drain = async (): Promise<void> => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) await step();
  };
  const run = (): Promise<void> => (begun = begun === undefined ? drain() : begun.then(drain));
  return {
    add: async (step) => {
      steps.push(step);
      if (begun !== undefined) await run();
    },
    run,
  };
}
