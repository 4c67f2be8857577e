import { type DashboardLink, type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { ALERT_NAMES } from '../../alerts';
import { type Board } from '../kit/board';
import { panels } from '../kit/targets';
import { type Finding, type LintInput } from './rules';

type Link = Pick<DashboardLink, 'title' | 'url'>;

/**
 * A link leads to a board of the preset, with variables that this one has; to the runbook of an alert that there is; or
 * to a page of Grafana. What it fills in are variables of its own board.
 */
export function links({ board, boards }: LintInput): Finding[] {
  return panels(board.model).flatMap((panel) =>
    linksOf(panel).flatMap((link) =>
      problems(link, board, boards).map((message) => ({
        ...(panel.id === undefined ? {} : { panel: panel.id }),
        message: `panel "${panel.title ?? ''}", link "${link.title}" ${message}`,
      })),
    ),
  );
}

function linksOf(panel: Panel): readonly Link[] {
  const overrides = (panel.fieldConfig?.overrides ?? [])
    .flatMap(({ properties }) => properties)
    .filter(({ id }) => id === 'links')
    .flatMap(({ value }) => value as Link[]);
  return [...(panel.links ?? []), ...(panel.fieldConfig?.defaults.links ?? []), ...overrides];
}

function problems({ url = '' }: Link, board: Board, boards: readonly Board[]): string[] {
  const text = url ?? '';
  const [, uid, query = ''] = /^\/d\/([^?/]+)[^?]*\??(.*)$/.exec(text) ?? [];
  return [
    ...unknownVariables(text, board).map((name) => `fills in "${name}", which the board does not have`),
    ...(uid === undefined ? pageProblems(text) : boardProblems(uid, query, boards)),
  ];
}

function boardProblems(uid: string, query: string, boards: readonly Board[]): string[] {
  const target = boards.find((each) => each.uid === uid);
  if (target === undefined) return [`leads to board "${uid}", which there is not`];
  const known = variablesOf(target);
  return [...query.matchAll(/(?:^|&)var-([^=&]+)=/g)]
    .map(([, name]) => name!)
    .filter((name) => !known.includes(name))
    .map((name) => `sets the variable "${name}", which board "${uid}" does not have`);
}

const GRAFANA_PAGES = ['/explore?', '/alerting/'];

function pageProblems(url: string): string[] {
  const [, alert] = /\/(\w+)\.md$/.exec(url) ?? [];
  if (/^https?:\/\//.test(url)) {
    const isKnown = alert === undefined || (ALERT_NAMES as readonly string[]).includes(alert);
    return isKnown ? [] : [`leads to the runbook of "${alert}", and there is no such alert`];
  }
  return GRAFANA_PAGES.some((page) => url.startsWith(page)) ? [] : [`leads to "${url}", which is no page`];
}

function unknownVariables(url: string, board: Board): string[] {
  const known = variablesOf(board);
  return [...url.matchAll(/\$\{([^}:]+)(?::\w+)?\}/g)]
    .map(([, name]) => name!)
    .filter((name) => !name.startsWith('__') && !known.includes(name));
}

function variablesOf({ model }: Board): readonly string[] {
  return (model.templating.list ?? []).map(({ name }) => name);
}
