import * as pulumi from '@pulumi/pulumi';
import type { CustomResourceDefinition } from '../crds/definition';
import type { StackOutputs } from '../model/outputs';
import { run } from '../program/run';

/** A resource as the program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: {
    readonly kind?: string;
    readonly metadata?: { readonly name: string; readonly namespace?: string };
    readonly spec?: { readonly replicas?: number; readonly retention?: string };
  };
}

/**
 * Runs the program under Pulumi's mocks and waits until everything is registered.
 * @param onResource gets each resource
 */
export async function runProgram(
  config: object,
  definitions: () => CustomResourceDefinition[],
  onResource: (resource: Registered) => void,
): Promise<StackOutputs> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        onResource({ type, name, inputs: inputs as Registered['inputs'] });
        return { id: `${name}-id`, state: inputs as Record<string, unknown> };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    'gatewatch',
    'test',
  );
  pulumi.runtime.setAllConfig(
    Object.fromEntries(
      Object.entries(config).map(([key, value]) => [
        `gatewatch:${key}`,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ),
  );
  try {
    return run(definitions);
  } finally {
    await pulumi.runtime.disconnect();
  }
}
