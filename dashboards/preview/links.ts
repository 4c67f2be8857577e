import { type DashboardLink } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Resolved } from '../query/variables';
import { type TimeRange } from '../query/range';
import { type DrawnLink } from './drawing';

/** Where links lead: what is filled into them, and the bases of what is not on this page. */
export interface LinkContext {
  readonly variables: Resolved;
  readonly range: TimeRange;
  /** Base URL of a Grafana, for what only Grafana has: Explore, its list of alert rules. */
  readonly grafanaUrl?: string;
  /** URL of a board's page, given its uid and the query of the link. */
  readonly boardHref: (uid: string, query: string) => string;
}

/** The series or cell that a link is about. */
export interface Clicked {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value?: string;
  /** Cells of the row by the title of their column. */
  readonly row?: Readonly<Record<string, string>>;
}

/** A link of the model, filled in; without a URL where it leads to Grafana and none was given. */
export function drawnLink(
  { title = '', url = '' }: Pick<DashboardLink, 'title' | 'url'>,
  context: LinkContext,
  clicked: Clicked = {},
): DrawnLink {
  const fill = (text: string): string => filled(text, context, clicked);
  const target = fill(url ?? '');
  const [, uid, query = ''] = /^\/d\/([^?/]+)[^?]*\??(.*)$/.exec(target) ?? [];
  if (uid !== undefined) return { title: fill(title), url: context.boardHref(uid, query) };
  if (!target.startsWith('/')) return { title: fill(title), url: target };
  return {
    title: fill(title),
    ...(context.grafanaUrl === undefined ? {} : { url: context.grafanaUrl + target }),
  };
}

const VARIABLE = /\$\{([^}:]+)(?::(\w+))?\}/g;

function filled(text: string, { variables, range }: LinkContext, clicked: Clicked): string {
  return text.replace(VARIABLE, (whole, name: string, format: string | undefined) => {
    const values = valuesOf(name, variables, range, clicked);
    if (values === undefined) return whole;
    if (format === 'queryparam')
      return values.map((value) => `var-${name}=${encodeURIComponent(value)}`).join('&');
    if (format === 'percentencode') return values.map(encodeURIComponent).join(',');
    return values.map((value) => (value === '$__all' ? '.*' : value)).join(format === 'pipe' ? '|' : ',');
  });
}

function valuesOf(
  name: string,
  variables: Resolved,
  { from, to }: TimeRange,
  { labels = {}, value, row = {} }: Clicked,
): readonly string[] | undefined {
  if (name === '__from') return [String(Math.round(from * 1000))];
  if (name === '__to') return [String(Math.round(to * 1000))];
  if (name === '__value.raw') return value === undefined ? undefined : [value];
  const [, label] = /^__field\.labels\.(.+)$/.exec(name) ?? [];
  if (label !== undefined) return [labels[label] ?? ''];
  const [, field] = /^__data\.fields\["?(.+?)"?\]$/.exec(name) ?? [];
  if (field !== undefined) return row[field] === undefined ? undefined : [row[field]];
  return variables.find((variable) => variable.name === name)?.chosen;
}
