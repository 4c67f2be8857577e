import { readFileSync, statSync } from 'node:fs';
import { parsePolicy } from '../tracing/sampling/parse-policy';
import { DEFAULT_POLICY } from '../tracing/sampling/policy';
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

/** Policies are small; a device or a pipe would hold up the start of the gateway. */
const MAX_BYTES = 1_048_576;

function fileText(path: string): string {
  const file = statSync(path);
  if (!file.isFile() || file.size > MAX_BYTES)
    throw new Error(`${path} is no file of at most ${MAX_BYTES} bytes`);
  return readFileSync(path, 'utf8');
}
