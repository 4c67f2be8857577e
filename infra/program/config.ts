import * as pulumi from '@pulumi/pulumi';
import { stackJsonSchema } from '../config/json-schema';
import { parseStackConfig } from '../config/parse';
import { CONFIG_NAMESPACE, StackConfigError } from '../config/problem';
import type { StackConfig } from '../config/schema';

/**
 * The configuration of the stack that Pulumi runs.
 * @throws RunError that names every mistake, unknown keys included; Pulumi prints its message without a stack trace
 */
export function pulumiStackConfig(): StackConfig {
  const source = `the configuration of stack ${pulumi.getStack()} (Pulumi.${pulumi.getStack()}.yaml)`;
  try {
    return parseStackConfig(stackValues(pulumi.runtime.allConfig()), source);
  } catch (error) {
    throw error instanceof StackConfigError ? new pulumi.RunError(error.message) : error;
  }
}

/** Pulumi hands over text: everything but a plain string is JSON. */
export function stackValues(config: Readonly<Record<string, string>>): Record<string, unknown> {
  const { properties = {} } = stackJsonSchema();
  const prefix = `${CONFIG_NAMESPACE}:`;
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, text]) => {
        const name = key.slice(prefix.length);
        return [name, properties[name]?.type === 'string' ? text : fromJson(text)];
      }),
  );
}

/** The text itself where it is no JSON: the schema then says what is expected. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
