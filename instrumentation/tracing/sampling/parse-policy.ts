import { suggest } from '../../config/suggest';
import type { KeepPolicy, SamplingPolicy, SamplingRule } from './policy';

/** A policy that is fit for use, or everything that is wrong with the input, one line each. */
export type ParsedPolicy =
  | { readonly ok: true; readonly policy: SamplingPolicy }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Each rule may be tried for each request; this many take about a microsecond. */
const MAX_RULES = 50;
const MAX_TEXT = 256;
const MAX_MS = 3_600_000;
const MAX_PER_SECOND = 1_000_000;

type Input = Readonly<Record<string, unknown>>;

/**
 * Reads a policy from JSON. Fields that it leaves out keep the value of `base`; what {@link SamplingPolicy} does not
 * know is a mistake, apart from `state`, which is only ever read. Never throws.
 */
export function parsePolicy(input: unknown, base: SamplingPolicy): ParsedPolicy {
  if (!isObject(input))
    return { ok: false, problems: ['the policy must be a JSON object, e.g. {"ratio": 0.1}'] };
  const check = new Check();
  check.fields(input, '', ['ratio', 'rules', 'tenantHeader', 'keep', 'targetSpansPerSecond', 'state']);
  const policy: SamplingPolicy = {
    ratio: check.number(input, 'ratio', '', base.ratio, 1),
    rules: check.has(input, 'rules') ? rules(check, input['rules']) : base.rules,
    tenantHeader: check.header(input, 'tenantHeader', base.tenantHeader),
    keep: check.has(input, 'keep') ? keep(check, input['keep'], base.keep) : base.keep,
    targetSpansPerSecond: check.nullable(
      input,
      'targetSpansPerSecond',
      '',
      base.targetSpansPerSecond,
      MAX_PER_SECOND,
    ),
  };
  return check.problems.length === 0 ? { ok: true, policy } : { ok: false, problems: check.problems };
}

function rules(check: Check, input: unknown): SamplingRule[] {
  if (!Array.isArray(input) || input.length > MAX_RULES) {
    check.problem('rules', input, `must be a list of at most ${MAX_RULES} rules`);
    return [];
  }
  return input.map((rule: unknown, index) => {
    const at = `rules[${index}]`;
    if (!isObject(rule)) {
      check.problem(at, rule, 'must be an object, e.g. {"route": "/orders/:id", "ratio": 0.5}');
      return { ratio: 0 };
    }
    check.fields(rule, `${at}.`, ['route', 'method', 'tenant', 'ratio']);
    if (!check.has(rule, 'ratio')) check.problem(`${at}.ratio`, undefined, 'must be a number from 0 to 1');
    return {
      ...check.text(rule, 'route', at, (text) => text.startsWith('/'), 'a path that begins with /'),
      ...check.text(rule, 'method', at, (text) => /^[A-Z]+$/.test(text), 'an HTTP method in upper case'),
      ...check.text(rule, 'tenant', at, (text) => text !== '', 'a text that is not empty'),
      ratio: check.number(rule, 'ratio', `${at}.`, 0, 1),
    };
  });
}

function keep(check: Check, input: unknown, base: KeepPolicy): KeepPolicy {
  if (!isObject(input)) {
    check.problem('keep', input, 'must be an object, e.g. {"errors": true, "slowMs": 1000}');
    return base;
  }
  check.fields(input, 'keep.', ['errors', 'slowMs', 'perSecond']);
  const { errors = base.errors } = input;
  if (typeof errors !== 'boolean') check.problem('keep.errors', errors, 'must be true or false');
  return {
    errors: errors === true,
    slowMs: check.nullable(input, 'slowMs', 'keep.', base.slowMs, MAX_MS),
    perSecond: check.number(input, 'perSecond', 'keep.', base.perSecond, MAX_PER_SECOND),
  };
}

function isObject(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads fields and collects what is wrong with them. */
class Check {
  readonly problems: string[] = [];

  problem(path: string, value: unknown, expected: string): void {
    const shown =
      value === undefined ? 'missing' : (JSON.stringify(value) ?? String(value)).slice(0, MAX_TEXT);
    this.problems.push(`${path} is ${shown}; it ${expected}`);
  }

  has(input: Input, name: string): boolean {
    return Object.hasOwn(input, name) && input[name] !== undefined;
  }

  fields(input: Input, prefix: string, known: readonly string[]): void {
    for (const name of Object.keys(input).filter((field) => !known.includes(field))) {
      const meant = suggest(name, known);
      const hint = meant === undefined ? `known are ${known.join(', ')}` : `did you mean ${meant}?`;
      this.problems.push(`${prefix}${name.slice(0, MAX_TEXT)} is not a field of the policy; ${hint}`);
    }
  }

  number(input: Input, name: string, prefix: string, otherwise: number, max: number): number {
    if (!this.has(input, name)) return otherwise;
    const value = input[name];
    if (typeof value === 'number' && value >= 0 && value <= max) return value;
    this.problem(`${prefix}${name}`, value, `must be a number from 0 to ${max}`);
    return otherwise;
  }

  nullable(input: Input, name: string, prefix: string, otherwise: number | null, max: number): number | null {
    if (!this.has(input, name)) return otherwise;
    return input[name] === null ? null : this.number(input, name, prefix, 0, max);
  }

  text<const K extends string>(
    input: Input,
    name: K,
    at: string,
    isFit: (text: string) => boolean,
    expected: string,
  ): { readonly [key in K]?: string } {
    if (!this.has(input, name)) return {};
    const value = input[name];
    if (typeof value === 'string' && value.length <= MAX_TEXT && isFit(value)) {
      return { [name]: value } as { readonly [key in K]?: string };
    }
    this.problem(`${at}.${name}`, value, `must be ${expected}, of at most ${MAX_TEXT} characters`);
    return {};
  }

  header(input: Input, name: string, otherwise: string): string {
    if (!this.has(input, name)) return otherwise;
    const value = input[name];
    if (typeof value === 'string' && /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/.test(value))
      return value.toLowerCase();
    this.problem(name, value, 'must be the name of an HTTP header');
    return otherwise;
  }
}
