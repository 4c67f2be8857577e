import type { ValueOf } from '../contract';

type QueryType = ValueOf<'db.query.duration', 'query_type'>;

/** White space and comments before the first word. */
const LEADING = /^(?:\s+|--[^\n]*\n|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|\()+/;
const TYPES: Readonly<Record<string, QueryType>> = {
  select: 'select',
  with: 'select',
  values: 'select',
  table: 'select',
  insert: 'insert',
  update: 'update',
  delete: 'delete',
  create: 'ddl',
  alter: 'ddl',
  drop: 'ddl',
  truncate: 'ddl',
  begin: 'transaction',
  start: 'transaction',
  commit: 'transaction',
  end: 'transaction',
  rollback: 'transaction',
  savepoint: 'transaction',
  release: 'transaction',
};

/** Kind of an SQL statement by its first word. A `WITH` counts as a query, although it may change rows. */
export function queryType(statement: unknown): QueryType {
  if (typeof statement !== 'string') return 'unknown';
  const word = /^[a-z]+/i.exec(statement.replace(LEADING, ''))?.[0].toLowerCase();
  return (word !== undefined && Object.hasOwn(TYPES, word) && TYPES[word]) || 'unknown';
}
