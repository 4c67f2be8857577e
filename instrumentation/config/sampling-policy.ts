import { parsePolicy } from '../tracing/sampling/parse-policy';
import { DEFAULT_POLICY } from '../tracing/sampling/policy';
import { fileText } from './file-text';
import type { Parser } from './parse';

/** A sampling policy as JSON: what it leaves out is decided elsewhere. */
export type PolicyInput = Readonly<Record<string, unknown>>;

/** JSON text of a sampling policy, or the path of a file that holds it. */
export const samplingPolicy: Parser<PolicyInput> = (text) => {
  const refuse = (what: string) =>
    ({ ok: false, allowed: `a sampling policy in JSON, or a file with one: ${what}` }) as const;
  try {
    const input: unknown = JSON.parse(text.startsWith('{') ? text : fileText(text));
    const parsed = parsePolicy(input, DEFAULT_POLICY);
    return parsed.ok ? { ok: true, value: input as PolicyInput } : refuse(parsed.problems.join('; '));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
};
