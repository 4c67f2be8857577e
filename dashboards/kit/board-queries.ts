import { type Board } from './board';

/** The query behind a variable's list of values. */
export interface VariableQuery {
  readonly name: string;
  /** Label whose values are listed. */
  readonly label: string;
  /** Series selector, with the variables before it. */
  readonly selector: string;
}

const LABEL_VALUES = /^label_values\((.+),\s*([a-zA-Z_][a-zA-Z0-9_]*)\)$/s;

/** The queries of the model's query variables. */
export function variableQueries(board: Board): VariableQuery[] {
  return (board.model.templating.list ?? []).flatMap(({ name, type, definition }) => {
    const [, selector, label] = LABEL_VALUES.exec(definition ?? '') ?? [];
    return type === 'query' && selector !== undefined && label !== undefined
      ? [{ name, label, selector }]
      : [];
  });
}

/** The PromQL of the model's annotations. */
export function annotationQueries(board: Board): { readonly name: string; readonly expr: string }[] {
  return (board.model.annotations.list ?? []).flatMap(({ name, expr }) =>
    expr === undefined ? [] : [{ name, expr }],
  );
}
