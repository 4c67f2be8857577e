import type { LibraryName } from './catalogue';

/** The name of a command is enough: keys and values are data of users. */
const commandOnly = { dbStatementSerializer: (command: string): string => command };

/** What is set differently from an instrumentation's own defaults: values stay out, and spans stay few. */
export const OPTIONS: Readonly<Partial<Record<LibraryName, object>>> = {
  // A span for every field that is merely read from its parent would be most of a trace.
  graphql: { ignoreTrivialResolveSpans: true, mergeItems: true },
  ioredis: commandOnly,
  // Without it the values of a query are put into its text.
  mysql2: { maskStatement: true },
  redis: commandOnly,
};
