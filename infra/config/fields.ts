import { z } from 'zod';
import { DURATION, durationSeconds } from '../model/duration';

/**
 * Kinds of values that the stack configuration is made of. Each says in one phrase what is allowed: it is the error
 * message, and a column of docs/configuration.md.
 */

/** Text of a form, with what it is in words. */
export function text(pattern: RegExp, allowed: string): z.ZodString {
  return z.string({ error: allowed }).regex(pattern, { error: allowed }).meta({ allowed });
}

/** A name as Kubernetes and Prometheus labels take it (RFC 1123 label). */
export function name(): z.ZodString {
  return text(
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'lower-case letters, digits and dashes, at most 63, such as gateway',
  );
}

/** A duration in Prometheus' notation, at least `least`. */
export function duration(least = '1ms'): z.ZodString {
  const allowed = `a duration such as 15s, 5m, 1h30m or 15d${least === '1ms' ? '' : `, at least ${least}`}`;
  return z
    .string({ error: allowed })
    .refine((value) => DURATION.test(value) && durationSeconds(value) >= durationSeconds(least), {
      error: allowed,
    })
    .meta({ allowed });
}

/** An amount of bytes in Kubernetes' notation. */
export function bytes(): z.ZodString {
  return text(/^[1-9]\d*(Ki|Mi|Gi|Ti)$/, 'an amount such as 256Mi or 20Gi');
}

/** An amount of CPU in Kubernetes' notation. */
export function cpu(): z.ZodString {
  return text(/^([1-9]\d*m|[1-9]\d*(\.\d{1,3})?|0\.\d{0,2}[1-9])$/, 'cores such as 250m, 0.5 or 2');
}

/** A whole number in a range. */
export function count(
  least: number,
  most: number,
  allowed = `a whole number from ${least} to ${most}`,
): z.ZodNumber {
  return z
    .int({ error: allowed })
    .min(least, { error: allowed })
    .max(most, { error: allowed })
    .meta({ allowed });
}

/** A number in a range. */
export function number(least: number, most: number): z.ZodNumber {
  const allowed = `a number from ${least} to ${most}`;
  return z
    .number({ error: allowed })
    .min(least, { error: allowed })
    .max(most, { error: allowed })
    .meta({ allowed });
}

/** Yes or no. */
export function flag(): z.ZodBoolean {
  const allowed = 'true or false';
  return z.boolean({ error: allowed }).meta({ allowed });
}

/** An http or https URL without a trailing slash, so that a path can be appended. */
export function url(): z.ZodString {
  return text(
    /^https?:\/\/[^\s/]+(\/[^\s/?#]+)*$/,
    'an http or https URL without a slash at its end, such as https://grafana.example.com',
  );
}

const DIGEST = '@sha256:[0-9a-f]{64}';
const TAG = ':(?!latest(@|$))[A-Za-z0-9_][A-Za-z0-9._-]{0,127}';
const IMAGE = new RegExp(`^[a-z0-9][a-z0-9.:-]*(/[a-z0-9][a-z0-9._-]*)+${TAG}(${DIGEST})?$`);

/** An image with an exact version: a tag that is not `latest`, and if known its digest. */
export function image(): z.ZodString {
  return text(
    IMAGE,
    'registry/name:version, such as quay.io/prometheus/prometheus:v3.7.3, with a version other than latest',
  );
}

/** A key of a Kubernetes Secret. */
export function secretKey(): z.ZodString {
  return text(/^[-._a-zA-Z0-9]{1,253}$/, 'a key of the Secret, such as url');
}

/** A range of addresses (RFC 4632), IPv4 or IPv6. */
export function cidr() {
  const allowed = 'a range of addresses such as 10.0.0.0/8 or 192.0.2.7/32';
  return z.union([z.cidrv4(), z.cidrv6()], { error: allowed }).meta({ allowed });
}

/** Labels with their values, at least one. */
export function labels(example: string) {
  const error = `at least one label, such as ${example}`;
  return z
    .record(z.string(), z.string({ error: 'text' }), { error })
    .refine((given) => Object.keys(given).length > 0, { error })
    .meta({ allowed: 'labels and their values' });
}

/** One of a list of names. */
export function oneOf<const V extends readonly [string, ...string[]]>(
  values: V,
): z.ZodEnum<{ [K in V[number]]: K }> {
  const allowed = `one of ${values.join(', ')}`;
  return z.enum(values, { error: allowed }).meta({ allowed });
}

/** A mail address. */
export function address(): z.ZodString {
  return text(/^[^\s@<>,"]+@[^\s@<>,"]+$/, 'a mail address such as alerts@example.com');
}

/** The name or address of a server. */
export function host(): z.ZodString {
  return text(/^[A-Za-z0-9]([-A-Za-z0-9.:]*[A-Za-z0-9])?$/, 'the name of a server such as smtp.example.com');
}
