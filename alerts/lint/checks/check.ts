import type { Finding } from '../finding';
import { type LintQuery, type LintSubject, queriesOf } from '../subject';

/** One check: what it finds in the subject. */
export interface Check {
  readonly name: string;
  readonly run: (subject: LintSubject) => readonly Finding[];
}

/** A check of what the function finds, by what each finding is about. */
export function ofSubject(
  name: string,
  find: (subject: LintSubject) => readonly (readonly [where: string, message: string])[],
): Check {
  return {
    name,
    run: (subject) => find(subject).map(([where, message]) => ({ check: name, where, message })),
  };
}

/** A check of each expression by itself. */
export function ofQueries(
  name: string,
  find: (query: LintQuery, subject: LintSubject) => readonly string[],
): Check {
  return ofSubject(name, (subject) =>
    queriesOf(subject).flatMap((query) =>
      find(query, subject).map((message) => [query.where, message] as const),
    ),
  );
}
