import { z } from 'zod';
import { SEVERITY_WORDS } from '../core/severity';
import { STATUSES } from '../core/view';

const MOST_LISTED = 1000;
/** Minutes: as long as a day. */
const MOST_MINUTES = 1440;

/** One line without control characters: it ends up in comments, logs and journals. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, 'must be one line without control characters');
const name = line(100).min(1);
const page = {
  limit: z.coerce.number().int().min(1).max(MOST_LISTED).default(MOST_LISTED),
  offset: z.coerce.number().int().min(0).default(0),
};

export const LIST = z.strictObject({
  status: z.enum(STATUSES).optional(),
  severity: z.enum(SEVERITY_WORDS).optional(),
  rule_name: line(200).optional(),
  service: line(200).optional(),
  ...page,
});
export const HISTORY = z.strictObject({
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  ...page,
});
export const ACKNOWLEDGE = z.strictObject({ acknowledged_by: name, comment: line(500).default('') });
export const UNACKNOWLEDGE = z.strictObject({ unacknowledged_by: name });
export const SUPPRESS = z.strictObject({
  duration_minutes: z.coerce.number().min(1).max(MOST_MINUTES),
  suppressed_by: name.default('a caller without a name'),
  comment: line(500).default(''),
});
export const UNSUPPRESS = z.strictObject({ unsuppressed_by: name.default('a caller without a name') });
export const TEST = z.strictObject({
  severity: z.enum(SEVERITY_WORDS).default('warning'),
  message: line(500).default('Test'),
});
export const NONE = z.strictObject({});

/** A call that cannot be meant; the message says everything that is wrong. */
export class BadRequest extends Error {}

/** @throws BadRequest */
export function parseQuery<T>(schema: z.ZodType<T>, query: URLSearchParams): T {
  const twice = [...new Set(query.keys())].filter((key) => query.getAll(key).length > 1);
  const parsed = schema.safeParse(Object.fromEntries(query));
  const problems = [
    ...twice.map((key) => `${key} is given more than once`),
    ...(parsed.error?.issues ?? []).map(({ path, message }) =>
      path.length === 0
        ? message
        : `${path.join('.')} is ${JSON.stringify(query.get(String(path[0])))}: ${message}`,
    ),
  ];
  if (parsed.data === undefined || problems.length > 0) throw new BadRequest(problems.join('; '));
  return parsed.data;
}
