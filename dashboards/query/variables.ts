import { type VariableModel } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Board } from '../kit/board';
import { variableQueries } from '../kit/board-queries';
import { type VariableValues } from '../kit/interpolate';
import { queryOf, type Asking } from './ask';
import { labelValues } from './prometheus';

/** What Grafana writes into a URL for "All". */
export const ALL = '$__all';

/** A variable with what can be chosen and what is. */
export interface ResolvedVariable {
  readonly name: string;
  readonly title: string;
  readonly hidden: boolean;
  readonly multi: boolean;
  /** `$__all` first, where that can be chosen. */
  readonly options: readonly string[];
  readonly chosen: readonly string[];
}

/** What a caller chose, by name of the variable; others take their default. */
export type Choice = Readonly<Record<string, readonly string[]>>;

/** Variables of a board in their order; {@link variableValues} makes what queries are filled in with. */
export type Resolved = readonly ResolvedVariable[];

/**
 * The variables of a board, each with the values that it offers once those before it are chosen, as in Grafana.
 * @throws Error if the datasource does not answer, naming the variable
 */
export async function resolveVariables(
  board: Board,
  choice: Choice,
  asking: Omit<Asking, 'variables'>,
): Promise<Resolved> {
  const resolved: ResolvedVariable[] = [];
  const queries = new Map(variableQueries(board).map((query) => [query.name, query]));
  for (const model of board.model.templating.list ?? []) {
    const query = queries.get(model.name);
    const values =
      query === undefined || asking.urls.prometheus === undefined
        ? fixedOptions(model)
        : await labelValues(
            asking.urls.prometheus,
            query.label,
            queryOf(
              { expr: query.selector, datasource: 'prometheus' },
              { ...asking, variables: variableValues(board, resolved) },
            ).expr,
            asking.range,
          ).catch((error: Error) => {
            throw new Error(`variable "${model.name}" of board ${board.uid}: ${error.message}`);
          });
    const options = [...(model.includeAll === true ? [ALL] : []), ...values];
    resolved.push({
      name: model.name,
      title: model.label ?? model.name,
      hidden: model.hide !== undefined && Number(model.hide) === HIDDEN,
      multi: model.multi === true,
      options,
      chosen: choice[model.name] ?? current(model),
    });
  }
  return resolved;
}

/** `hide` of a variable of which nothing is shown. */
const HIDDEN = 2;

function fixedOptions({ type, query, current: now }: VariableModel): readonly string[] {
  if (type === 'custom' && typeof query === 'string') return query.split(',').map((value) => value.trim());
  return list(now?.value);
}

function current({ current: now }: VariableModel): readonly string[] {
  return list(now?.value);
}

function list(value: string | string[] | undefined): readonly string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** What the queries of the board are filled in with. */
export function variableValues(board: Board, resolved: Resolved): VariableValues {
  const models = board.model.templating.list ?? [];
  return Object.fromEntries(
    resolved.map(({ name, chosen, options }) => {
      const allValue = models.find((model) => model.name === name)?.allValue;
      if (!chosen.includes(ALL)) return [name, chosen];
      return [name, allValue ?? options.filter((option) => option !== ALL)];
    }),
  );
}
