import type { IncomingMessage } from 'node:http';
import { pathOf } from '../url';
import type { SamplingPolicy, SamplingRule } from './policy';

/** Share that the rules give a request; undefined if none matches. */
export type RuleSet = (request: IncomingMessage) => number | undefined;

/** Compiles the rules of a policy; the first that matches counts. */
export function compileRules({ rules, tenantHeader }: SamplingPolicy): RuleSet | undefined {
  if (rules.length === 0) return undefined;
  const compiled = rules.map((rule) => ({ ratio: rule.ratio, matches: matcher(rule, tenantHeader) }));
  return (request) => {
    const segments = pathOf(request.url ?? '').split('/');
    return compiled.find(({ matches }) => matches(request, segments))?.ratio;
  };
}

function matcher(
  { route, method, tenant }: SamplingRule,
  tenantHeader: string,
): (request: IncomingMessage, segments: readonly string[]) => boolean {
  const matchesPath = route === undefined ? () => true : pathMatcher(route);
  return (request, segments) =>
    (method === undefined || method === request.method) &&
    (tenant === undefined || tenant === request.headers[tenantHeader]) &&
    matchesPath(segments);
}

/**
 * Matcher of a path, segment by segment: `:name` and `*` match one, `**` at the end matches the rest, none included.
 * The path and not the route template decides: no framework has looked at the request yet.
 */
export function pathMatcher(route: string): (segments: readonly string[]) => boolean {
  const wanted = route.split('/');
  const isOpen = wanted[wanted.length - 1] === '**';
  const fixed = isOpen ? wanted.slice(0, -1) : wanted;
  return (segments) =>
    (isOpen ? segments.length >= fixed.length : segments.length === fixed.length) &&
    fixed.every((want, index) => want === '*' || want.startsWith(':') || want === segments[index]);
}
